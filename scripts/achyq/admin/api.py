"""The protocol between Decap CMS (its backend `proxy`) and the articles: one request, one answer, in JSON.

Source: `decap-cms-backend-proxy`, implementation.js. Only what an editor of articles needs is answered:
no library of media (files belong to a story), no workflow (Git has one). Three actions are ours: `propose`
says where a new article goes, and what keeps one from being saved, before Decap sends it; `mayDelete` says
what keeps one from being deleted; `attachments` lists the files of an article's story.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from achyq.admin import attachments, files, removal
from achyq.admin.attachments import Mendable
from achyq.admin.entry import Malformed
from achyq.admin.files import Files, Refused
from achyq.editing.speech import Speech
from achyq.errors import AchyqError, InputError, printable, reason
from achyq.fields import LOCALE_CODES
from achyq.messages import said

Params = Mapping[str, Any]
Answer = tuple[int, Any]


def answer(articles: Files, request: object, tell: Speech) -> Answer:
    """The status of HTTP and the value that a request gets."""
    try:
        params = request.get("params") or {} if isinstance(request, dict) else None
        if not isinstance(request, dict) or not isinstance(params, dict):
            raise Malformed("request")
        action = ACTIONS.get(str(request.get("action")))
        if action is None:
            return 404, {"error": tell("This can't be done here.")}
        return 200, action(articles, params, tell)
    except Refused as error:
        mendable = {"mendable": True} if isinstance(error, Mendable) else {}
        return error.status, {"error": error.reason, "problems": error.problems, **mendable}
    except InputError as error:
        problems = [f"{each.path}:{each.line}: {tell.problem(each)}" for each in error.problems]
        return 422, {"error": tell("Not saved:"), "problems": problems}
    except AchyqError as error:
        return 409, {"error": said(error.message, tell.locale)}
    except OSError as error:
        return 500, {"error": said(reason(error), tell.locale)}
    except (Malformed, KeyError, TypeError):
        return 400, {"error": tell("This request is not understood.")}
    except ValueError as error:
        return 422, {"error": tell("Not saved:"), "problems": [str(error)]}


def _info(articles: Files, _params: Params, _tell: Speech) -> Any:
    return {"repo": articles.root.name, "publish_modes": ["simple"], "type": "local_fs"}


def _list(articles: Files, params: Params, tell: Speech) -> Any:
    language = _text(params["extension"]).removesuffix(".md")
    if params["folder"] != "articles" or language not in LOCALE_CODES:
        raise Refused(403, tell("This is no article: {path}", path=printable(_text(params["folder"]))))
    return [_entry(path, values) for path, values in articles.listed(language, tell)]


def _open(articles: Files, params: Params, tell: Speech) -> Any:
    path = _text(params["path"])
    values = articles.open(path, tell)
    return _entry(files.own(path), values)


def _entry(path: str, values: Mapping[str, Any]) -> Any:
    return {"data": json.dumps(values, ensure_ascii=False), "file": {"path": path, "id": path}}


def _no_media(_articles: Files, _params: Params, _tell: Speech) -> Any:
    return []


def _attachments(articles: Files, params: Params, tell: Speech) -> Any:
    return [each._asdict() for each in attachments.listed(articles, _text(params["path"]), tell)]


def _persist_media(articles: Files, params: Params, tell: Speech) -> Any:
    asset = params["asset"]
    if asset["encoding"] != "base64":
        raise Malformed("encoding")
    try:
        data = base64.b64decode(_text(asset["content"]), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("content") from None
    return attachments.add(articles, _text(asset["path"]), data, tell)._asdict()


def _may_delete(articles: Files, params: Params, tell: Speech) -> Any:
    removal.leaving(articles, _text(params["path"]), tell)
    return {}


def _delete(articles: Files, params: Params, tell: Speech) -> Any:
    if not isinstance(params["paths"], list) or len(params["paths"]) != 1:
        raise Malformed("paths")
    removal.remove(articles, _text(params["paths"][0]), tell)
    return {"message": "deleted"}


def _propose(articles: Files, params: Params, tell: Speech) -> Any:
    data = files.read(_text(params["raw"]))
    if params.get("new"):
        return articles.place(data, tell)._asdict()
    articles.check(_text(params["path"]), data, tell)
    return {}


def _persist(articles: Files, params: Params, tell: Speech) -> Any:
    if not isinstance(params["dataFiles"], list) or len(params["dataFiles"]) != 1:
        raise Malformed("dataFiles")
    file = params["dataFiles"][0]
    path, data = _text(file["path"]), files.read(_text(file["raw"]))
    if params.get("assets") or file.get("newPath"):
        raise Refused(404, tell("This can't be done here."))
    save = articles.create if params["options"].get("newEntry") else articles.save
    save(path, data, tell)
    return {"message": "saved"}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Malformed("text")
    return value


ACTIONS: Final[dict[str, Callable[[Files, Params, Speech], Any]]] = {
    "info": _info,
    "entriesByFolder": _list,
    "getEntry": _open,
    "getMedia": _no_media,
    "attachments": _attachments,
    "persistMedia": _persist_media,
    "mayDelete": _may_delete,
    "deleteFiles": _delete,
    "propose": _propose,
    "persistEntry": _persist,
}
