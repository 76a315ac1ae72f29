"""At least thirty made-up exports load with two questions at most and give their twin's figures."""

import pytest

from cwsw.cohort.counts import cohort_counts
from cwsw.intake import SourceFile, read_files
from cwsw.intake.reading import read_in_process
from cwsw.measures.count import count
from cwsw.store import Workspace
from cwsw.tables.proposal import with_answer
from tests.support.exports import AS_AT, EXPORTS

MOST_QUESTIONS = 2


def figures(upload):
    workspace = Workspace.load(upload, AS_AT)
    try:
        return cohort_counts(workspace).as_dict(), count(workspace)
    finally:
        workspace.close()


def loaded(files):
    """An upload with every question answered as suggested and every exact join accepted."""
    sources = [SourceFile(name, data) for name, data in files]
    mapping, asked = {}, {}
    for _ in range(4):
        upload = read_in_process(sources, mapping)
        if not upload.proposal or not upload.proposal.questions:
            return upload, asked
        for question in upload.proposal.questions:
            asked[question.key] = question
            if question.section == "joins":
                joins = {j.key: "accept" for j in upload.joins if j.why.startswith("same name and")}
                mapping = {**mapping, "joins": joins}
            else:
                mapping = with_answer(mapping, question, question.suggested or "")
    raise AssertionError([q.text for q in upload.proposal.questions])


def test_there_are_enough():
    assert len(EXPORTS) >= 30
    assert len({make.__name__ for make in EXPORTS}) == len(EXPORTS)


@pytest.mark.parametrize("make", EXPORTS, ids=lambda make: make.__name__.strip("_"))
def test_an_export_gives_the_figures_of_its_clean_twin(make):
    export = make()
    upload, asked = loaded(export.files)
    assert not upload.refused, [p for p in upload.problems if p.severity == "error"]
    assert len(asked) <= MOST_QUESTIONS, [q.text for q in asked.values()]
    assert figures(upload) == figures(export.twin)
    again = read_in_process([SourceFile(*f) for f in export.files], upload.proposal.as_mapping())
    assert not again.proposal.questions
    assert again.tables == upload.tables


@pytest.mark.parametrize("make", EXPORTS[:1] + EXPORTS[24:25], ids=["plain", "joins"])
def test_the_child_gives_the_same_answer_as_reading_here(make):
    files = [SourceFile(*file) for file in make().files]
    here, there = read_in_process(files), read_files(files)
    assert here.proposal
    assert there == here
