"""Stops the clock that the CDK's macros and cursors read, at 2024-03-01 12:34:56.789 UTC."""

import datetime
import types

NOW = datetime.datetime(2024, 3, 1, 12, 34, 56, 789000, tzinfo=datetime.timezone.utc)


class _AnyDatetime(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, datetime.datetime)


class FrozenDatetime(datetime.datetime, metaclass=_AnyDatetime):
    @classmethod
    def now(cls, tz=None):
        return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)


def freeze():
    from airbyte_cdk.sources.declarative.interpolation import macros
    from airbyte_cdk.sources.streams.concurrent.state_converters import datetime_stream_state_converter as converters
    from airbyte_cdk.utils.datetime_helpers import AirbyteDateTime

    shim = types.SimpleNamespace(**{name: getattr(datetime, name) for name in ("date", "timedelta", "timezone")}, datetime=FrozenDatetime)
    macros.datetime = shim
    converters.ab_datetime_now = lambda: AirbyteDateTime.from_datetime(NOW)
