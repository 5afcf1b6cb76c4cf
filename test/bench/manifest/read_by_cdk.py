"""Reads a manifest's streams by the Python CDK: read_by_cdk.py MANIFEST read --config F --catalog F"""
import sys

from airbyte_cdk.entrypoint import AirbyteEntrypoint, launch
from airbyte_cdk.sources.declarative.yaml_declarative_source import YamlDeclarativeSource

manifest, *args = sys.argv[1:]
parsed = AirbyteEntrypoint.parse_args(args)
source = YamlDeclarativeSource(
    path_to_yaml=manifest,
    config=YamlDeclarativeSource.read_config(parsed.config),
    catalog=YamlDeclarativeSource.read_catalog(parsed.catalog),
    state=[],
)
launch(source, args)
