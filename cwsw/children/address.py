"""A pupil's or form's number in the address of a page: without meaning, of this upload only."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from cwsw.store import Workspace

_BYTES = 7


def address(workspace: Workspace, number: int | str) -> str:
    """The digits for a pupil or a form in an address; another upload has others."""
    key = bytes.fromhex(workspace.address_key)
    digest = blake2b(str(number).encode(), key=key, digest_size=_BYTES).digest()
    # 56 bits of a keyed digest: whoever knows some addresses can work out no other pupil's.
    return str(int.from_bytes(digest))


def numbers(workspace: Workspace, pupils: Iterable[int]) -> Mapping[str, int]:
    """Address -> pupil's number."""
    return {address(workspace, number): number for number in pupils}
