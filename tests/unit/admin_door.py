"""The door to the articles as a page of `/admin/` knocks at it."""

from __future__ import annotations

import io
import json
from email.message import Message
from typing import Any

from tests.archives import article

from achyq.admin.site import Admin, Answer

PATH = "articles/2025/story.ky.md"
TEXT = article("Окуя", "Текст.", region="KG-Y-TON")
HERE = {
    "Host": "127.0.0.1:8000",
    "Origin": "http://127.0.0.1:8000",
    "Content-Type": "application/json; charset=utf-8",
}


def headers(values: dict[str, str]) -> Message:
    made = Message()
    for name, value in values.items():
        made[name] = value
    return made


def post(admin: Admin, request: Any, **changes: str | None) -> Answer:
    """The answer to a request as Decap sends it, but for some headers (None: without it)."""
    data = request if isinstance(request, bytes) else json.dumps(request).encode()
    sent = {**HERE, "Content-Length": str(len(data))}
    sent |= {name.replace("_", "-"): value for name, value in changes.items() if value is not None}
    gone = {name.replace("_", "-") for name, value in changes.items() if value is None}
    given = headers({name: value for name, value in sent.items() if name not in gone})
    return admin.post("/admin/api?lang=en", given, io.BytesIO(data).read)


def ask(admin: Admin, action: str, **params: Any) -> Any:
    """What a request is answered, which must be granted."""
    answer = post(admin, {"branch": "-", "action": action, "params": {"branch": "-", **params}})
    assert answer.status == 200, answer.data.decode()
    return json.loads(answer.data)


def opened(admin: Admin, path: str = PATH) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(ask(admin, "getEntry", path=path)["data"])
    return data


def persist(admin: Admin, data: Any, path: Any = PATH, new: bool = False, **more: Any) -> Answer:
    raw = data if isinstance(data, str) else json.dumps(data)
    file = {"slug": "x", "path": path, "raw": raw, **more}
    params = {"dataFiles": [file], "assets": [], "options": {"newEntry": new}}
    return post(admin, {"action": "persistEntry", "params": params})


def refusal(answer: Answer, status: int) -> str:
    assert answer.status == status, answer.data.decode()
    told = json.loads(answer.data)
    return " ".join([told["error"], *told.get("problems", ())])
