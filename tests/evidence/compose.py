"""Small papers of one's own, in the structure that LaTeXML, GROBID and publishers write."""

# ruff: noqa: E501 - pages as they come hold long lines

from __future__ import annotations

from surveyor.evidence.document import Document

LATEXML = """<!DOCTYPE html><html lang="en"><head><title>t</title><base href="/html/2401.00001v2/">
<meta content="text/html; charset=utf-8" http-equiv="content-type"></head><body>
<header><nav class="html-header-nav"><a href="#bib.bib1">Not a citation</a></nav></header>
<dialog class="modal"><p class="ltx_p">Report an issue <a href="#bib.bib1">1</a></p></dialog>
<div class="ltx_page_main"><div class="ltx_page_content">
<div id="watermark-tr">arXiv:2401.00001v2 [cs.CL] 01 Jan 2024</div>
<article class="ltx_document ltx_authors_1line">
<h1 class="ltx_title ltx_title_document">Sorting Socks <span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer"><span class="ltx_note_content">thanks</span></span></span></h1>
<div class="ltx_authors"><span class="ltx_creator">Ann Roe</span></div>
<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract</h6><p class="ltx_p">We sort socks.</p></div>
<section class="ltx_section" id="S1"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">1 </span>Introduction</h2>
<div class="ltx_para"><p class="ltx_p">Socks are many. They were sorted by
<cite class="ltx_cite ltx_citemacro_citep">(<a class="ltx_ref" href="https://arxiv.org/html/2401.00001v2#bib.bib1">Doe et al.</a>, <a class="ltx_ref" href="#bib.bib1">2017</a>)</cite>
with <math class="ltx_Math" alttext="O(n^{2})"><mi>junk</mi></math> steps.<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">2</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">2</sup><span class="ltx_tag ltx_tag_note">2</span>See also <cite class="ltx_cite"><a class="ltx_ref" href="#bib.bib2">2</a></cite>.</span></span></span> More in Section <a class="ltx_ref" href="#S2">2</a>.</p></div></section>
<section class="ltx_section" id="S2"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">2 </span>Folding First</h2>
<div class="ltx_para"><p class="ltx_p">We fold.</p><table class="ltx_equation ltx_eqn_table"><tr class="ltx_equation"><td class="ltx_eqn_cell"><math alttext="x"></math></td></tr></table></div></section>
<section class="ltx_section" id="S3"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">3 </span>Experiments</h2>
<section class="ltx_subsection" id="S3.SS1"><h3 class="ltx_title ltx_title_subsection"><span class="ltx_tag ltx_tag_subsection">3.1 </span>Setup</h3>
<div class="ltx_para"><p class="ltx_p"><span class="ltx_text ltx_font_bold">Baselines.</span> We try:</p>
<ul class="ltx_itemize"><li class="ltx_item"><span class="ltx_tag ltx_tag_item">•</span><div class="ltx_para"><p class="ltx_p"><span class="ltx_text ltx_font_bold">Piles:</span> see <cite class="ltx_cite">[<a class="ltx_ref" href="#bib.bib2">2</a>]</cite></p></div></li></ul></div>
<div class="ltx_para"><p class="ltx_p"><span class="ltx_text ltx_font_bold">Drawers.</span> They hold socks as in <cite class="ltx_cite"><span class="ltx_ref ltx_missing_citation">lost99</span></cite>.</p></div>
<figure class="ltx_table" id="S3.T1"><figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_table">Table 1: </span>Socks a minute, after <cite class="ltx_cite"><a class="ltx_ref" href="#bib.bib1">1</a></cite>.</figcaption>
<table class="ltx_tabular"><thead class="ltx_thead">
<tr class="ltx_tr"><th class="ltx_td ltx_th ltx_th_column" rowspan="2">Method</th><th class="ltx_td ltx_th ltx_th_column" colspan="2">Wool</th></tr>
<tr class="ltx_tr"><th class="ltx_td ltx_th">dry</th><th class="ltx_td ltx_th">wet</th></tr></thead>
<tbody class="ltx_tbody">
<tr class="ltx_tr"><td class="ltx_td">Piles <cite class="ltx_cite">[<a class="ltx_ref" href="#bib.bib2">2</a>]</cite></td><td class="ltx_td">3.1</td><td class="ltx_td"><math class="ltx_Math" alttext="\\mathbf{4.0\\pm 0.1}"></math></td></tr>
<tr class="ltx_tr"><td class="ltx_td"><table class="ltx_tabular"><tr class="ltx_tr"><td class="ltx_td">Our</td></tr><tr class="ltx_tr"><td class="ltx_td">Folding</td></tr></table></td><td class="ltx_td"><span class="ltx_text ltx_font_bold">5.2</span></td><td class="ltx_td"></td></tr>
</tbody></table></figure></section></section>
<section class="ltx_section" id="S4"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">4 </span>Conclusion</h2>
<div class="ltx_para"><p class="ltx_p">Done. <span class="ltx_ERROR undefined">\\foo</span></p></div></section>
<section class="ltx_bibliography" id="bib"><h2 class="ltx_title ltx_title_bibliography">References</h2><ul class="ltx_biblist">
<li class="ltx_bibitem" id="bib.bib1"><span class="ltx_tag ltx_role_refnum ltx_tag_bibitem">Doe et al. (2017)</span><span class="ltx_bibblock">Bob Doe, Cy Poe, and Di Moe. 2017.</span><span class="ltx_bibblock">A theory of socks.</span><span class="ltx_bibblock">In <em>Proceedings of SOCK</em>, pages 1–9.</span><span class="ltx_bibblock"><a class="ltx_ref" href="https://doi.org/10.1000/sock.1">link</a></span></li>
<li class="ltx_bibitem" id="bib.bib2"><span class="ltx_tag ltx_tag_bibitem">[2]</span><span class="ltx_bibblock">E. Loe. Piling socks by day. arXiv preprint arXiv:1501.00002, 2015.</span></li>
</ul></section>
<section class="ltx_appendix" id="A1"><h2 class="ltx_title ltx_title_appendix"><span class="ltx_tag ltx_tag_appendix">Appendix A </span>Wool</h2>
<div class="ltx_para"><p class="ltx_p">On wool.</p></div></section>
</article></div><footer class="ltx_page_footer">made by</footer></div></body></html>"""

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title level="a" type="main">Sorting Socks</title></titleStmt>
<sourceDesc><biblStruct><analytic><author><persName><forename>Ann</forename><surname>Roe</surname></persName></author></analytic>
<monogr><imprint><date type="published" when="2020-03-01"/></imprint></monogr><idno type="DOI">10.1000/own.1</idno></biblStruct></sourceDesc></fileDesc>
<profileDesc><abstract><div><p>We sort socks.</p></div></abstract></profileDesc></teiHeader>
<text><body>
<div><head n="1">Introduction</head><p>Socks <ref type="bibr" target="#b0">[1]</ref>-<ref type="bibr" target="#b2">[3]</ref> are many <ref type="bibr">7</ref>; see <ref type="table" target="#tab_0">Table 1</ref>.</p></div>
<div><head n="2">Folding First</head><p>We fold <ref type="bibr" target="#b1">[2]</ref> as in <ref type="bibr">(Zoe, 1999)</ref>.</p><p>See <ref type="figure" target="#fig_0">1</ref>.</p></div>
<div><head n="3.">Experiments</head><p>We count.</p></div>
<div><head n="3.1">Compared methods</head><p>Piles <ref type="bibr" target="#b2">[3]</ref>.</p></div>
<div><head>3 socks</head><p>debris</p></div>
<div><head n="4">Conclusion</head><p>Done.</p><note place="foot" n="1">After <ref type="bibr" target="#b0">[1]</ref>.</note></div>
<figure type="table" xml:id="tab_0"><head>Table 1 :</head><label>1</label><figDesc>Socks a minute.</figDesc><table>
<row><cell>Method</cell><cell cols="2">Wool</cell></row>
<row><cell>Piles [3, 4]</cell><cell>3.1</cell><cell>4.0</cell></row>
<row><cell>Roe et al. (2014)</cell><cell>2</cell></row></table></figure>
<figure xml:id="fig_0"><head>Figure 1</head><figDesc>A sock after <ref type="bibr" target="#b1">[2]</ref>.</figDesc></figure>
<figure xml:id="fig_9"><head>Figure 9</head><figDesc>A drawer of <ref type="bibr" target="#b1">[2]</ref>.</figDesc></figure>
</body><back>
<div type="acknowledgement"><div><head>Acknowledgements</head><p>Thanks.</p></div></div>
<div type="annex"><div><head>More wool</head><p>On wool.</p></div></div>
<div type="references"><listBibl>
<biblStruct xml:id="b0"><analytic><title level="a" type="main">A theory of socks</title><author><persName><forename type="first">Bob</forename><surname>Doe</surname></persName></author></analytic>
<monogr><title level="m">Proceedings of SOCK</title><imprint><date type="published" when="2017"/></imprint></monogr></biblStruct>
<biblStruct xml:id="b1"><monogr><title level="m" type="main">The book of wool. In SOCK</title><author><persName><surname>Poe</surname></persName></author><imprint><date when="2001"/></imprint></monogr><idno type="DOI">10.18653/v1/P01-1001</idno></biblStruct>
<biblStruct xml:id="b2"><analytic><title level="a">Piling socks</title></analytic><monogr><imprint><date type="published" when="2015"/></imprint></monogr><idno type="arXiv">arXiv:1501.00002</idno><note type="raw_reference">E. Loe. Piling socks. 2015.</note></biblStruct>
<biblStruct xml:id="b3"><analytic><title level="a">Heaping socks</title><author><persName><forename>Ann</forename><surname>Roe</surname></persName></author></analytic><monogr><imprint><date type="published" when="2014"/></imprint></monogr></biblStruct>
</listBibl></div></back></text></TEI>"""

JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.0//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML"><front><article-meta>
<article-id pub-id-type="pmid">1</article-id><article-id pub-id-type="doi">10.1000/own.1</article-id>
<title-group><article-title>Sorting <italic>Socks</italic></article-title></title-group>
<pub-date><year>2020</year></pub-date><pub-date><year>2019</year></pub-date><abstract><title>Abstract</title><p>We sort socks.</p></abstract></article-meta></front>
<body><sec sec-type="intro"><label>1</label><title>Introduction</title><p>Socks <xref ref-type="bibr" rid="B1">1</xref>&#8211;<xref ref-type="bibr" rid="B3">3</xref> are many.<fn><p>But see <xref ref-type="bibr" rid="B9">9</xref>.</p></fn></p></sec>
<sec sec-type="methods"><p>We fold <inline-formula><alternatives><tex-math>\\documentclass{minimal}\\begin{document}$$x \\pm y$$\\end{document}</tex-math><mml:math><mml:mi>x</mml:mi></mml:math></alternatives></inline-formula> and <inline-formula><tex-math>\\begin{document}$a \\times b$\\end{document}</tex-math></inline-formula>.</p></sec>
<sec><title>Results</title><sec><title>Comparison with other methods</title><p>Piles <sup><xref ref-type="bibr" rid="B2 B3">2,3</xref></sup>:<list><list-item><p>of wool <xref ref-type="bibr" rid="B1">1</xref></p></list-item></list></p>
<table-wrap id="T1"><label>Table 1</label><caption><title>Socks</title><p>a minute.</p></caption><table><thead><tr><th rowspan="2">Method</th><th colspan="2">Wool</th></tr><tr><th>dry</th><th>wet</th></tr></thead>
<tbody><tr><td>Piles <xref ref-type="bibr" rid="B2">2</xref></td><td><bold>3.1</bold></td><td>4</td></tr></tbody></table><table-wrap-foot><fn><p>From <xref ref-type="bibr" rid="B1">1</xref>.</p></fn></table-wrap-foot></table-wrap>
<fig><label>Figure 1</label><caption><p>A sock.</p></caption></fig></sec></sec></body>
<back><ack><p>Thanks.</p></ack><app-group><app><title>Wool</title><sec><title>Baselines</title><p>More.</p></sec></app></app-group>
<ref-list><ref id="B1"><label>1.</label><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Doe</surname><given-names>B</given-names></name><collab>Sock Group</collab></person-group><article-title>A theory of socks</article-title><source>J Sock</source><year>2017</year><pub-id pub-id-type="doi">10.1000/sock.1</pub-id></element-citation></ref>
<ref id="B2"><mixed-citation>Poe C, Moe D. <article-title>The ways of wool</article-title>. <source>Wool J</source>. 2004;3:1.</mixed-citation></ref>
<ref id="B3"><mixed-citation>Loe, E. Piling socks by day. Sock Rev. 2015. <ext-link xlink:href="https://arxiv.org/abs/1501.00002">link</ext-link></mixed-citation></ref></ref-list></back></article>"""


def sound(paper: Document) -> None:
    """The laws of a document."""
    for portion in paper.portions:
        assert portion.level >= 1
        for passage in portion.passages:
            assert passage.text == " ".join(passage.text.split())
            places = [(cite.start, cite.end) for cite in passage.cites]
            assert all(0 <= start <= end <= len(passage.text) for start, end in places)
    for table in paper.tables:
        assert len({len(row) for row in table.rows}) == 1
        assert -1 <= table.portion < len(paper.portions)
    keys = [entry.key for entry in paper.bibliography]
    assert len(keys) == len(set(keys))
