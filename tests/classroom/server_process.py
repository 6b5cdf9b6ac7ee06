"""Classes served by a process of its own, which can be killed: PORT STORE."""

import sys

import uvicorn

from dwconv.classroom.limits import Limits
from dwconv.classroom.open_classes import OpenClasses, open_store
from tests.classroom.http_classes import app_of

if __name__ == "__main__":
    port, store = sys.argv[1:]
    classes = OpenClasses(open_store(store, Limits()), Limits())
    uvicorn.run(app_of(classes), host="127.0.0.1", port=int(port), log_level="warning")
