"""The thin modules of the browser do what the packages do in whose place they stand."""

import importlib.util
import io
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace

import duckdb
import pyarrow as pa
import pytest
from lxml import etree

from cwsw.intake import SourceFile
from cwsw.intake.formats import ods_marks, password, web_page, xlsx_marks, xml_kinds, xml_workbook
from cwsw.intake.problems import FileRefusedError
from cwsw.intake.reading import read_in_process
from cwsw.store import Workspace, changes, workspace
from cwsw.summary import summarise
from tests.support.books import school_book
from tests.support.broken import broken_files

ROOT = Path(__file__).parents[3]
STANDINS = ROOT / "edition" / "standins"


def loaded(path: str) -> ModuleType:
    """A stand-in under a name of its own, beside the package itself."""
    about = importlib.util.spec_from_file_location(f"standin_{Path(path).stem}", STANDINS / path)
    made = importlib.util.module_from_spec(about)
    about.loader.exec_module(made)
    return made


ETREE = loaded("lxml/etree.py")
PAGES = [
    "<table><tr><th>UPN<th>Name<tr><td>A1<td>Ava &amp; Ben<br>Cai<tr><td>A2<td><s>gone</s></table>",
    "<TABLE><TBODY><TR><TD>a</TD><TD ROWSPAN=2>b</TR><TR HIDDEN><TD>c</TABLE>after",
    "<p>one<p>two<ul><li>three<li>four</ul><table><tr><td><table><tr><td>in</table><td>x</table>",
    "<style>.x {display:none}</style><div class=x>unseen</div><script>if (a<b) {}</script>seen",
    "<table><tr><td>cut &eacute; &#8364; &nbsp;off",
    "</td></table>stray<td>cell</b>",
    "",
]
XML = [
    b'<w xmlns="u:x"><a b="1">text<c/>tail</a><a xmlns:n="u:n" n:d="2"/></w>',
    b"<cininfo><Collection>CIN</Collection></cininfo>",
]


OF_TAGS = frozenset(
    ("page.xls", "data.xml", "census.xml", "xml-bomb.xlsx", "wrong.ods", "letter.odt")
)


class Told:
    """Takes what a parser tells."""

    def __init__(self):
        self.told = []

    def start(self, tag, attributes):
        self.told.append((tag, dict(attributes)))

    def data(self, text):
        self.told.append(text)

    def end(self, tag):
        self.told.append(tag)

    def close(self):
        return self.told


def told(module, data):
    parser = module.XMLParser(target=Told(), resolve_entities=False)
    parser.feed(data)
    return parser.close()


@pytest.mark.parametrize("data", XML)
def test_xml_is_told_as_lxml_tells_it(data):
    assert told(ETREE, data) == told(etree, data)


@pytest.mark.parametrize("data", [b"<a><b></a>", b"<a>", b"", b"none"])
def test_xml_that_is_not_well_formed_is_refused_by_both(data):
    for module in (ETREE, etree):
        with pytest.raises(module.XMLSyntaxError):
            told(module, data)
    assert issubclass(ETREE.XMLSyntaxError, SyntaxError)


def test_entities_are_never_declared():
    with pytest.raises(ETREE.XMLSyntaxError):
        told(ETREE, b'<!DOCTYPE a [<!ENTITY e "lol">]><a>&e;</a>')


def test_elements_are_found_as_lxml_finds_them():
    for data in XML:
        for module in (ETREE, etree):
            tree = module.fromstring(data, module.XMLParser())
            found = [(e.tag, e.text, e.tail, dict(e.items())) for e in tree.iter()]
            assert found == [
                (e.tag, e.text, e.tail, dict(e.items())) for e in etree.XML(data).iter()
            ]
            assert [e.get("b") for e in tree.iter("{*}a")] == [
                e.get("b") for e in etree.XML(data).iter("{*}a")
            ]
    read = ETREE.iterparse(io.BytesIO(b"<a><si>1</si><si>2</si></a>"), tag="{*}si")
    seen = []
    for _, element in read:
        seen.append(element.text)
        parent = element.getparent()
        del parent[: parent.index(element)]
    assert seen == ["1", "2"]
    assert ETREE.QName("{u:x}name").localname == "name"


@pytest.mark.parametrize("text", PAGES)
def test_a_web_page_has_the_same_blocks(monkeypatch, text):
    known = web_page.blocks_of(text)
    monkeypatch.setattr(web_page, "etree", ETREE)
    assert web_page.blocks_of(text) == known


def test_odd_files_of_tags_are_read_or_refused_in_the_same_way(monkeypatch):
    files = [SourceFile(name, data) for name, data in broken_files().items()]
    tags = [file for file in files if file.name in OF_TAGS]
    assert len(tags) == len(OF_TAGS)
    known = [read_in_process([file]) for file in tags]
    for module in (ods_marks, web_page, xlsx_marks, xml_kinds, xml_workbook):
        monkeypatch.setattr(module, "etree", ETREE)
    assert [read_in_process([file]) for file in tags] == known


@pytest.fixture
def database(monkeypatch):
    """duckdb's stand-in over the real duckdb, as if that were duckdb-wasm."""
    root, connections = duckdb.connect(), {}

    def connect():
        connections[len(connections)] = root.cursor()
        return len(connections) - 1

    def query(number, statement):
        made = connections[number].sql(statement)
        block = b"" if made is None else written(made.to_arrow_table())
        return SimpleNamespace(to_bytes=lambda: block)

    def insert(number, block, name):
        incoming = pa.ipc.open_stream(block).read_all()
        connections[number].register("_block", incoming)
        connections[number].execute(f"create table {name} as select * from _block")
        connections[number].unregister("_block")

    fake = SimpleNamespace(connect=connect, query=query, insert=insert, disconnect=connections.pop)
    js, ffi = ModuleType("js"), ModuleType("pyodide.ffi")
    js.cwsw, ffi.to_js = SimpleNamespace(database=fake), bytes
    for name, module in (("js", js), ("pyodide", ModuleType("pyodide")), ("pyodide.ffi", ffi)):
        monkeypatch.setitem(sys.modules, name, module)
    yield loaded("duckdb.py")
    root.close()


def written(table):
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue()


VALUES = {
    "n": None,
    "t": True,
    "i": -3,
    "f": 0.1,
    "d": Decimal("2.50"),
    "s": "it's $x ? --",
    "e": "",
    "day": date(2026, 7, 17),
    "at": datetime.fromisoformat("2026-07-17T09:30"),
    "l": ["a", "b"],
    "big": 10**12,
}


def test_a_value_arrives_as_the_package_brings_it(database):
    asked = "select " + ", ".join(f"${name}" for name in VALUES)
    ours = database.connect().execute(asked, VALUES).fetchall()
    assert ours == duckdb.connect().execute(asked, VALUES).fetchall()
    kinds = [type(value) for value in ours[0]]
    assert kinds == [type(v) for v in duckdb.connect().execute(asked, VALUES).fetchall()[0]]


def test_a_parameter_is_never_put_into_a_text_a_name_or_a_comment(database):
    statement = "select '$x ?' as \"$x\", ? as y -- $x ?\n /* ? */"
    assert database.bound(statement, ["a'b"]) == statement.replace("? as y", "'a''b' as y")
    with pytest.raises(TypeError):
        database.bound("select ?", [object()])


def test_two_databases_know_nothing_of_each_other(database):
    one, two = database.connect(), database.connect()
    one.execute("create table t as select 1 as x")
    assert one.cursor().execute("select x from t").fetchall() == [(1,)]
    with pytest.raises(database.Error) as refused:
        two.execute("select 'Ava' from t")
    assert "Ava" not in str(refused.value)
    one.close()


def test_a_workspace_counts_the_same_on_it(monkeypatch, database):
    upload = read_in_process([SourceFile("hill.xlsx", school_book())])
    known = summarise(Workspace.load(upload))
    monkeypatch.setattr(workspace, "duckdb", database)
    monkeypatch.setattr(changes, "duckdb", database)
    assert summarise(Workspace.load(upload)).figures == known.figures


def test_a_protected_workbook_is_refused_with_a_sentence_where_no_cipher_is(monkeypatch):
    class Unsupported(password.UnsupportedAlgorithm):
        def __init__(self):
            super().__init__("none")

    def refuses(*_):
        raise Unsupported

    monkeypatch.setattr(password, "_decrypted", refuses)
    with pytest.raises(FileRefusedError) as refused:
        password.decrypted(b"\xd0\xcf\x11\xe0", "right")
    assert refused.value.code == "lock_not_known"


def test_maps_and_lists_are_changed_in_copies():
    rpds = loaded("rpds.py")
    first = rpds.HashTrieMap({"a": 1})
    assert first.insert("b", 2) == {"a": 1, "b": 2}
    assert first.discard("a") == first.remove("a") == {}
    assert first.update({"c": 3}) == {"a": 1, "c": 3}
    assert first == {"a": 1} == rpds.HashTrieMap.convert({"a": 1})
    assert rpds.List([2]).push_front(1) == (1, 2)
    assert rpds.List([1, 2]).drop_first() == (2,)
    assert rpds.HashTrieSet([1]).insert(2) == {1, 2} == rpds.HashTrieSet([1]).update([2])
