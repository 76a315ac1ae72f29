"""Signs, met while a container is measured, that a part of it has marks worth looking for."""

from dataclasses import dataclass, field

HIDDEN, STRUCK, FORMULA = "hidden", "struck", "formula"
_TRACES = {
    HIDDEN: (
        b'hidden="1"', b'hidden="true"', b"hidden='", b'ht="0"', b'"collapse"', b'"filter"',
    ),
    STRUCK: (b"strike", b"line-through"),
    FORMULA: (b"</f>", b"<f ", b":f>", b"table:formula="),
}  # fmt: skip


@dataclass
class Traces:
    """Which members of a container may tell what: member -> HIDDEN, STRUCK, FORMULA."""

    found: dict[str, set[str]] = field(default_factory=dict)

    def look(self, member: str, chunk: bytes) -> None:
        """Note what a chunk of a member speaks of."""
        if not member.lower().endswith(".xml"):
            return
        met = self.found.setdefault(member, set())
        for trace, needles in _TRACES.items():
            if trace not in met and any(needle in chunk for needle in needles):
                met.add(trace)

    def of(self, trace: str) -> set[str]:
        """The members that may tell of something."""
        return {member for member, met in self.found.items() if trace in met}
