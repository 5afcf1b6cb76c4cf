"""Runs one command of a manifest by the Python CDK, with short waits: run_cdk.py MANIFEST spec|check|discover|read [--config F] [--catalog F]"""
import os
import sys
import time

from airbyte_cdk.entrypoint import AirbyteEntrypoint, launch
from airbyte_cdk.sources.declarative.yaml_declarative_source import YamlDeclarativeSource

# Schema files are looked for as data of a Python package.
sys.path.insert(0, os.getcwd())
pause = time.sleep
time.sleep = lambda seconds: pause(min(seconds, 0.05))
manifest, *args = sys.argv[1:]
parsed = AirbyteEntrypoint.parse_args(args)
config, catalog = getattr(parsed, "config", None), getattr(parsed, "catalog", None)
launch(
    YamlDeclarativeSource(
        path_to_yaml=manifest,
        config=YamlDeclarativeSource.read_config(config) if config else None,
        catalog=YamlDeclarativeSource.read_catalog(catalog) if catalog else None,
        state=[],
    ),
    args,
)
