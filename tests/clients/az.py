"""
Runs the Azure CLI where its package and the SDK beside it disagree. Debian 12 has an azure-cli 2.45 that wants a
version of the network SDK which Debian's SDK lacks, so that no command of 'az network' loads there; and its role
commands look for 'config' where that SDK has '_config'. Both are bridged here. The requests stay the CLI's own.
"""
import os
import pkgutil
import sys

import azure.mgmt.network
from azure.cli.core import get_default_cli
from azure.cli.core.profiles import ResourceType
from azure.cli.core.profiles._shared import AZURE_API_PROFILES
from azure.cli.command_modules.role import custom


def take_the_network_sdk_that_is_there():
    there = [item.name[1:].replace('_', '-') for item in pkgutil.iter_modules(azure.mgmt.network.__path__)
             if item.name.startswith('v20') and not item.name.endswith('preview')]
    latest = AZURE_API_PROFILES['latest']
    if latest[ResourceType.MGMT_NETWORK] not in there:
        latest[ResourceType.MGMT_NETWORK] = max(there)


def give_role_operations_their_config():
    factory = custom._auth_client_factory

    def bridged(*args, **kwargs):
        client = factory(*args, **kwargs)
        for operations in (type(client.role_definitions), type(client.role_assignments)):
            if not hasattr(operations, 'config'):
                operations.config = property(lambda self: self._config)
        return client

    custom._auth_client_factory = bridged


take_the_network_sdk_that_is_there()
give_role_operations_their_config()
os.environ.setdefault('AZ_INSTALLER', 'DEB')
sys.exit(get_default_cli().invoke(sys.argv[1:]))
