from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from lxml import etree

from surveyor.export.gexf import gexf
from surveyor.models import Survey
from tests.export.hostile import hostile_web
from tests.export.speed import large_survey
from tests.fakes import make_survey, small_survey

GRAMMAR = etree.RelaxNG(
    etree.fromstring("""
<element name="gexf" ns="http://gexf.net/1.3" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="version" ns=""><value>1.3</value></attribute>
  <element name="meta"><interleave>
    <element name="creator"><text/></element><element name="description"><text/></element>
  </interleave></element>
  <element name="graph">
    <attribute name="defaultedgetype" ns=""><value>directed</value></attribute>
    <attribute name="mode" ns=""><value>static</value></attribute>
    <oneOrMore><element name="attributes">
      <attribute name="class" ns=""><choice><value>node</value><value>edge</value></choice></attribute>
      <oneOrMore><element name="attribute">
        <attribute name="id" ns=""/><attribute name="title" ns=""/>
        <attribute name="type" ns=""><choice>
          <value>string</value><value>integer</value><value>boolean</value><value>anyURI</value>
        </choice></attribute>
      </element></oneOrMore>
    </element></oneOrMore>
    <element name="nodes"><zeroOrMore><element name="node">
      <attribute name="id" ns=""/><attribute name="label" ns=""><data type="token"/></attribute>
      <interleave>
        <element name="attvalues"><zeroOrMore><element name="attvalue">
          <attribute name="for" ns=""/><attribute name="value" ns=""/>
        </element></zeroOrMore></element>
        <element name="color" ns="http://gexf.net/1.3/viz">
          <attribute name="r" ns=""><data type="unsignedByte"/></attribute>
          <attribute name="g" ns=""><data type="unsignedByte"/></attribute>
          <attribute name="b" ns=""><data type="unsignedByte"/></attribute>
        </element>
        <element name="position" ns="http://gexf.net/1.3/viz">
          <attribute name="x" ns=""><data type="float"/></attribute>
          <attribute name="y" ns=""><data type="float"/></attribute>
          <attribute name="z" ns=""><data type="float"/></attribute>
        </element>
        <element name="size" ns="http://gexf.net/1.3/viz">
          <attribute name="value" ns=""><data type="float"><param name="minInclusive">0</param></data></attribute>
        </element>
      </interleave>
    </element></zeroOrMore></element>
    <element name="edges"><zeroOrMore><element name="edge">
      <attribute name="id" ns=""/><attribute name="source" ns=""/><attribute name="target" ns=""/>
      <attribute name="weight" ns=""><data type="double"/></attribute>
      <element name="attvalues"><zeroOrMore><element name="attvalue">
        <attribute name="for" ns=""/><attribute name="value" ns=""/>
      </element></zeroOrMore></element>
    </element></zeroOrMore></element>
  </element>
</element>
""")
)
"""What GEXF 1.3 says of the elements in use."""


def read(made: Survey) -> Any:
    return nx.read_gexf(io.BytesIO(gexf(made).encode()), version="1.3")


@pytest.mark.parametrize("made", [make_survey([]), small_survey(), hostile_web(), large_survey(60)])
def test_it_is_valid_gexf(made: Survey) -> None:
    document = etree.fromstring(gexf(made).encode())
    assert GRAMMAR.validate(document), GRAMMAR.error_log
    ids = [node.get("id") for node in document.iter("{*}node")]
    assert {edge.get(end) for edge in document.iter("{*}edge") for end in ("source", "target")} <= set(ids)
    declared = {attribute.get("id") for attribute in document.iter("{*}attribute")}
    assert {value.get("for") for value in document.iter("{*}attvalue")} <= declared


def test_the_grammar_sees_what_is_wrong() -> None:
    document = etree.fromstring(gexf(small_survey()).encode())
    next(document.iter("{*}color")).set("r", "256")
    assert not GRAMMAR.validate(document)


def test_nodes_and_edges_carry_what_the_survey_says_with_its_type() -> None:
    graph = read(small_survey())
    old = graph.nodes["doi:10.1000/old"]
    assert (old["label"], old["year"], old["role"], old["cited"]) == ("Rhodes 2016", 2016, "classic", 3)
    assert old["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    edge = graph.edges["arxiv:2601.00001", "doi:10.1000/old"]
    assert (edge["compares"], edge["mentions"], edge["weight"]) == (True, 3, 4)


def test_later_papers_stand_higher() -> None:
    nodes = read(small_survey()).nodes
    height = {name: data["viz"]["position"]["y"] for name, data in nodes(data=True)}
    assert height["arxiv:2601.00001"] > height["acl:P17-1001"] > height["doi:10.1000/old"]
