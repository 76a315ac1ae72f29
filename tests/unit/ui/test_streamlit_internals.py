"""What is used of Streamlit and Starlette that they do not promise is as it was when it was read.

Where this fails after an update: read what changed, run `tests/server` and `tests/browser`, mend
`cwsw/ui/streamlit_internals.py`, and only then state the new digest.
"""

import hashlib
import inspect

import pytest
from starlette.formparsers import MultiPartParser
from streamlit import error_util
from streamlit.elements.widgets import button, file_uploader
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import (
    app_session,
    backend_operation_handler,
    media_file_manager,
    pages_manager,
    runtime,
    websocket_session_manager,
)
from streamlit.runtime import memory_media_file_storage as media_storage
from streamlit.runtime import memory_session_storage as session_storage
from streamlit.runtime import memory_uploaded_file_manager as uploads
from streamlit.runtime.caching import ttl_cache
from streamlit.runtime.scriptrunner import exec_code
from streamlit.runtime.state import session_state

SESSION = app_session.AppSession
USED = {
    "uploads held": (uploads.MemoryUploadedFileManager, "60e295e708f9"),
    "uploads read": (file_uploader._get_upload_files, "148f2bf5236b"),
    "multipart": (MultiPartParser, "e33a3e235ef1"),
    "sessions": (websocket_session_manager.WebsocketSessionManager, "40daad0f8d48"),
    "sessions that left": (session_storage.MemorySessionStorage, "04e2d0d0d55a"),
    "expiry": (ttl_cache.TTLCache.expire, "590c3b4bcbac"),
    "session ends": (SESSION.shutdown, "7e6d36199dbc"),
    "session runs again": (SESSION.request_rerun, "52f29d897336"),
    "session is cleared": (session_state.SessionState.clear, "bb298cc784dd"),
    "runtime": (runtime.Runtime.start, "082d284f3365"),
    "errors": (error_util.handle_user_script_exception, "b8b1e3f01640"),
    "errors of runs": (exec_code.exec_func_with_error_handling, "34c0d0f447b7"),
    "files": (media_file_manager.MediaFileManager, "1caee6bc49a2"),
    "files held": (media_storage.MemoryMediaFileStorage, "c5a2bfd6f6e7"),
    "downloads asked": (backend_operation_handler.DeferredFileHandler, "0ba755f195c1"),
    "downloads offered": (button.marshall_file, "4fac6404e9b1"),
    "pages": (pages_manager.PagesManager, "2606a468a825"),
}


@pytest.mark.parametrize("name", USED)
def test_it_is_as_it_was(name):
    used, digest = USED[name]
    assert hashlib.sha256(inspect.getsource(used).encode()).hexdigest()[:12] == digest


def test_a_browser_can_say_what_it_could():
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert kinds == {
        "file_urls_request",
        "rerun_script",
        "app_heartbeat",
        "set_run_on_save",
        "debug_shutdown_runtime",
        "backend_operation_request",
        "load_git_info",
        "debug_disconnect_websocket",
        "stop_script",
        "clear_cache",
    }
