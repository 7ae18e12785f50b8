"""JSON to and from Elasticsearch by orjson, where `elasticsearch[orjson]` has installed it: a bulk
then costs this process half as much. Without it the client's own serializers do, only slower."""

from elasticsearch.serializer import JsonSerializer, NdjsonSerializer

try:
    import orjson
except ImportError:
    orjson = None  # type: ignore[assignment]


class Json(JsonSerializer):
    def json_dumps(self, data) -> bytes:
        return orjson.dumps(data, default=self.default)

    def json_loads(self, data: bytes):
        return orjson.loads(data)


class Lines(NdjsonSerializer):
    json_dumps = Json.json_dumps
    json_loads = Json.json_loads


FAST = {kind.mimetype: kind() for kind in (Json, Lines)} if orjson else {}
