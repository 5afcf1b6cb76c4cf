"""Golden values of cursors and partition routers: slices, states after each closed slice, what would be synced."""

import itertools
import json

from airbyte_cdk.sources.connector_state_manager import ConnectorStateManager
from airbyte_cdk.sources.declarative.migrations.legacy_to_per_partition_state_migration import LegacyToPerPartitionStateMigration
from airbyte_cdk.sources.declarative.models.declarative_component_schema import (
    DatetimeBasedCursor,
    IncrementingCountCursor,
    ListPartitionRouter as ListPartitionRouterModel,
    ParentStreamConfig as ParentStreamConfigModel,
    RequestOption as RequestOptionModel,
    SubstreamPartitionRouter as SubstreamPartitionRouterModel,
)
from airbyte_cdk.sources.declarative.parsers.model_to_component_factory import ModelToComponentFactory
from airbyte_cdk.sources.declarative.partition_routers import (
    CartesianProductStreamSlicer,
    GroupingPartitionRouter,
    ListPartitionRouter,
    SubstreamPartitionRouter,
    UnionPartitionRouter,
)
from airbyte_cdk.sources.declarative.partition_routers.partition_router import PartitionRouter
from airbyte_cdk.sources.declarative.partition_routers.substream_partition_router import ParentStreamConfig
from airbyte_cdk.sources.declarative.requesters.request_option import RequestOption, RequestOptionType
from airbyte_cdk.sources.message import NoopMessageRepository
from airbyte_cdk.sources.streams.concurrent.cursor import FinalStateCursor
from airbyte_cdk.sources.streams.concurrent.partitions.partition import Partition
from airbyte_cdk.sources.types import Record, StreamSlice

MODELS = {"DatetimeBasedCursor": DatetimeBasedCursor, "IncrementingCountCursor": IncrementingCountCursor}
MOST_SLICES = 15
MOST_RESUMED = 4


class SlicePartition(Partition):
    """A partition of which only the slice matters."""

    def __init__(self, stream_slice, records=()):
        self._slice = stream_slice
        self._records = records

    def read(self):
        for data in self._records:
            yield Record(data=data, stream_name="things", associated_slice=self._slice)

    def to_slice(self):
        return self._slice

    def stream_name(self):
        return "things"

    def __hash__(self):
        return hash(self._slice)


def copy(value):
    """A deep copy as JSON has it; infinity, the end of counts, is a text."""
    return json.loads(json.dumps(value).replace("Infinity", '"Infinity"'))


def attempt(run):
    try:
        return run()
    except Exception as exception:
        return {"error": type(exception).__name__}


def create_cursor(component, config, state):
    factory = ModelToComponentFactory()
    create = {
        "DatetimeBasedCursor": factory.create_concurrent_cursor_from_datetime_based_cursor,
        "IncrementingCountCursor": factory.create_concurrent_cursor_from_incrementing_count_cursor,
    }[component["type"]]
    return create(
        model_type=MODELS[component["type"]],
        component_definition=copy(component),
        stream_name="things",
        stream_namespace=None,
        stream_state=copy(state),
        config=config,
        message_repository=NoopMessageRepository(),
    )


def play(cursor, case):
    """Reads the slices of a cursor in the order of the case, with its records, and tells what became of the state."""
    slices = list(itertools.islice(cursor.stream_slices(), MOST_SLICES))
    result = {"slices": [show_slice(one) for one in slices], "states": []}
    for step in pick(case, slices):
        stream_slice = slices[step["slice"]]
        for data in step["records"]:
            cursor.observe(Record(data=data, stream_name="things", associated_slice=stream_slice))
        cursor.close_partition(SlicePartition(stream_slice))
        result["states"].append(copy(cursor.state))
    if case.get("probes"):
        where = slices[0] if slices else StreamSlice(partition={}, cursor_slice={})
        records = [Record(data=data, stream_name="things", associated_slice=where) for data in case["probes"]]
        result["synced"] = [attempt(lambda: cursor.should_be_synced(record)) for record in records]
    cursor.ensure_at_least_one_state_emitted()
    result["final"] = copy(cursor.state)
    return result


def resume(cursor):
    """The slices of a sync after one that was interrupted."""
    return [show_slice(one) for one in itertools.islice(cursor.stream_slices(), MOST_RESUMED)]


def pick(case, slices):
    return [step for step in case.get("reads", []) if step["slice"] < len(slices)]


def show_slice(stream_slice):
    shown = {"partition": dict(stream_slice.partition), "cursor": dict(stream_slice.cursor_slice)}
    if stream_slice.extra_fields:
        shown["extra"] = dict(stream_slice.extra_fields)
    return copy(shown)


def run_cursor(case):
    cursor = create_cursor(case["component"], case["config"], case["state"])
    result = play(cursor, case)
    if case["component"]["type"] == "DatetimeBasedCursor":
        whole = [StreamSlice(partition=one["partition"], cursor_slice=one["cursor"]) for one in result["slices"][:1]]
        result["split"] = [attempt(lambda: show_split(cursor.split_request_window(one))) for one in whole]
        follower = cursor.copy_without_state()
        for one, data in itertools.product(whole, [data for step in case.get("reads", []) for data in step["records"]]):
            follower.observe(Record(data=data, stream_name="things", associated_slice=one))
        result["rest"] = [show_slice(follower.reduce_slice_range(one)) for one in whole]
    if result["states"]:
        result["resumed"] = resume(create_cursor(case["component"], case["config"], result["states"][-1]))
    date = cursor.get_cursor_datetime_from_state(case["state"])
    result["time"] = int(date.timestamp() * 1000) if date else None
    return result


def show_split(children):
    return None if children is None else [show_slice(child) for child in children]


class ScriptedRouter(PartitionRouter):
    """Gives the partitions of a case, and with each the state its parents have by then."""

    def __init__(self, script):
        self._script = script
        self._state = None

    def stream_slices(self):
        for step in self._script:
            self._state = step.get("parent")
            yield StreamSlice(partition=step["partition"], cursor_slice={}, extra_fields=step.get("extra"))

    def get_stream_state(self):
        return copy(self._state)

    def _none(self, **kwargs):
        return {}

    get_request_params = get_request_headers = get_request_body_data = get_request_body_json = _none


def create_partition_cursor(case, state):
    factory = ModelToComponentFactory()
    return factory.create_concurrent_cursor_from_perpartition_cursor(
        state_manager=ConnectorStateManager(),
        model_type=DatetimeBasedCursor,
        component_definition=copy(case["component"]),
        stream_name="things",
        stream_namespace=None,
        config=case["config"],
        stream_state=copy(state),
        partition_router=ScriptedRouter(case["partitions"]),
        attempt_to_create_cursor_if_not_provided=True,
    )


def run_partitions(case):
    result = play(create_partition_cursor(case, case["state"]), case)
    if result["states"]:
        result["resumed"] = resume(create_partition_cursor(case, result["states"][-1]))
    return result


def run_limit(case):
    """What is left of the states of very many partitions, of which some are closed as they come."""
    partitions = [{"partition": {"id": index}} for index in range(case["count"])]
    cursor = create_partition_cursor({**case, "partitions": partitions}, case["state"])
    for index, stream_slice in enumerate(cursor.stream_slices()):
        if case["close"] and index % case["close"] == 0:
            cursor.close_partition(SlicePartition(stream_slice))
    state = cursor.state
    states = state.get("states", [])
    return {
        "global": state["use_global_cursor"],
        "kept": len(cursor._cursor_per_partition),
        "first": states[0]["partition"] if states else None,
        "last": states[-1]["partition"] if states else None,
    }


class ScriptedParent:
    """A parent stream with the slices and records of a case."""

    def __init__(self, name, script, cursor):
        self.name = name
        self.cursor = cursor
        self._script = script

    def generate_partitions(self):
        for step in self._script:
            stream_slice = StreamSlice(partition=step.get("partition", {}), cursor_slice=step.get("cursor", {}))
            yield SlicePartition(stream_slice, step["records"])


def create_router(definition, config):
    kind = definition["type"]
    if kind == "ListPartitionRouter":
        option = definition.get("request_option")
        return ListPartitionRouter(
            values=definition["values"],
            cursor_field=definition["cursor_field"],
            config=config,
            parameters={},
            request_option=option and create_option(option),
        )
    if kind == "Cartesian":
        return CartesianProductStreamSlicer([create_router(one, config) for one in definition["routers"]], parameters={})
    if kind == "GroupingPartitionRouter":
        return GroupingPartitionRouter(
            group_size=definition["group_size"],
            underlying_partition_router=create_router(definition["underlying_partition_router"], config),
            deduplicate=definition.get("deduplicate", True),
            config=config,
        )
    if kind == "UnionPartitionRouter":
        routers = [create_router(one, config) for one in definition["partition_routers"]]
        return UnionPartitionRouter(partition_routers=routers, partition_field=definition["partition_field"], parameters={})
    return SubstreamPartitionRouter(
        parent_stream_configs=[create_parent(one, config) for one in definition["parent_stream_configs"]], config=config, parameters={}
    )


def create_parent(definition, config):
    stream = definition["stream"]
    incremental = stream.get("incremental_sync")
    cursor = create_cursor(incremental, config, {}) if incremental else FinalStateCursor(stream["name"], None, NoopMessageRepository())
    return ParentStreamConfig(
        stream=ScriptedParent(stream["name"], stream["script"], cursor),
        parent_key=definition["parent_key"],
        partition_field=definition["partition_field"],
        config=config,
        parameters={},
        extra_fields=definition.get("extra_fields"),
        incremental_dependency=definition.get("incremental_dependency", False),
        request_option=create_option(definition["request_option"]) if "request_option" in definition else None,
    )


def create_option(option):
    return RequestOption(
        field_name=option.get("field_name"),
        field_path=option.get("field_path"),
        inject_into=RequestOptionType(option["inject_into"]),
        parameters={},
    )


def run_router(case):
    router = create_router(copy(case["router"]), case["config"])
    result = {"slices": [], "states": [], "options": []}
    for stream_slice in router.stream_slices():
        result["slices"].append(show_slice(stream_slice))
        result["states"].append(copy(router.get_stream_state()))
        result["options"].append(
            {
                "request_parameter": router.get_request_params(stream_slice=stream_slice),
                "header": router.get_request_headers(stream_slice=stream_slice),
                "body_data": router.get_request_body_data(stream_slice=stream_slice),
                "body_json": router.get_request_body_json(stream_slice=stream_slice),
            }
        )
    result["final"] = copy(router.get_stream_state())
    return copy(result)


def run_migration(case):
    router = SubstreamPartitionRouterModel.construct(
        type="SubstreamPartitionRouter",
        parent_stream_configs=[ParentStreamConfigModel.construct(**parent) for parent in case["parents"]],
    )
    cursor = DatetimeBasedCursor.construct(cursor_field=case["cursor_field"])
    migration = LegacyToPerPartitionStateMigration(router, cursor, case["config"], case.get("parameters", {}))
    state = copy(case["state"])
    return migration.migrate(state) if migration.should_migrate(state) else state


def expand_cursors(document):
    yield from document["cases"]
    for product in document["products"]:
        for component, state, reads in itertools.product(product["components"], product["states"], product["reads"]):
            yield {
                "component": {**product["base"], **component},
                "config": product["config"],
                "state": state,
                "reads": reads,
                "probes": product["probes"],
            }


def generate(read, write):
    document = read("cursor")
    write("cursor", {"cases": [{**case, "expected": attempt(lambda: run_cursor(case))} for case in expand_cursors(document)]})
    cases = read("partition")["cases"]
    write("partition", {"cases": [{**case, "expected": attempt(lambda: run_partitions(case))} for case in cases]})
    cases = read("limit")["cases"]
    write("limit", {"cases": [{**case, "expected": run_limit(case)} for case in cases]})
    cases = read("router")["cases"]
    write("router", {"cases": [{**case, "expected": attempt(lambda: run_router(case))} for case in cases]})
    cases = read("migration")["cases"]
    write("migration", {"cases": [{**case, "expected": attempt(lambda: run_migration(case))} for case in cases]})
