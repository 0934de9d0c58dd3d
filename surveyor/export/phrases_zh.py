"""The phrases of documents in Chinese, by the English that stands in the code, and the clauses that stages say."""

from __future__ import annotations

import re
from types import MappingProxyType

PHRASES: MappingProxyType[str, str] = MappingProxyType(
    {
        "As of {as_of}. Survey `{id}`.": "截至 {as_of}。综述 `{id}`。",
        "Baselines for {problem}": "{problem}：基线", "Venues": "会议与期刊",
        "Closest papers of the last {years} years": "最近 {years} 年最相关的论文", "Baselines": "基线",
        "Simple": "简单方法", "Classic": "经典方法", "Frontier": "前沿方法", "Not a baseline": "不作基线",
        "Strategies": "策略", "By what they solve": "按解决的问题", "Reading order": "阅读顺序",
        "In practice": "实践", "Scores to expect": "预期得分", "Settings": "设置", "Coverage": "覆盖范围",
        "Lineage": "方法谱系",
        "Which method builds on which, by year and approach": "各方法的承继关系，按年份与思路排列",
        "Venue": "会议/期刊", "Share": "份额", "Why": "理由", "Paper": "论文", "Year": "年份",
        "Closeness": "相关度", "Method": "方法", "Compared with in": "被比较", "Evidence": "依据",
        "Work": "工作", "Cited by": "被引用", "Why not": "原因", "Strategy": "策略",
        "Meant to solve": "旨在解决", "Shown on": "验证数据", "Papers": "论文数", "Added to": "加于",
        "Data set": "数据集", "Metric": "指标", "Reported": "报告值", "By": "来源", "title": "标题",
        "abstract": "摘要", "rising": "上升", "steady": "平稳", "fading": "下降",
        "too few to tell": "太少，难以判断", "none": "无", "none known": "未知", "not said": "未说明",
        "no year known": "年份不详", "None found.": "未找到。",
        "None found: see Coverage.": "未找到，见“覆盖范围”。", "{k} of {n}": "{k}/{n}",
        "{k} of {n}: {by}": "{k}/{n}：{by}", "{named}; and {more} more": "{named}；另有 {more} 篇",
        "{title} (you have it)": "{title}（已有）", "{where}, some {minutes} minutes": "{where}，约 {minutes} 分钟",
        "The problem belongs to {areas}.": "该问题属于：{areas}。",
        "{area} ({share:.2f}, by {terms})": "{area}（{share:.2f}，依据{terms}）",
        "No area of the venue map matched; these are the general venues to look at.":
            "没有匹配到任何领域；以下是通用的会议与期刊。",
        "the {n} closest papers with known references": "{n} 篇参考文献已知的最相关论文",
        "Methods known to be of the area, by their words alone: of no close paper the references are known here.":
            "仅凭词语得知属于该领域的方法：相近论文的参考文献在此均未知。",
        "Ranked by all that is known of who cites and who compares with what (`surveyor explain` tells each work's "
        "reasons); k of n counts {closest}.":
            "按已知的引用与比较关系排序（`surveyor explain` 给出每项工作的理由）；k/n 统计的是 {closest}。",
        "What {closest} cite, ranked by how they cite it: experiments and result tables count above related work.":
            "{closest}所引用的工作，按引用方式排序：实验与结果表重于相关工作。",
        "No technique is shared by several of the papers, as far as their titles and abstracts are known here. Of the "
        "papers of the starter shelf only titles and notes are: with a network, or with a corpus that holds abstracts "
        "(`surveyor corpus import`), more can be told.":
            "就此处所知的标题与摘要，没有多篇论文共用的技术。起步书架只有标题与注释：联网或导入含摘要的语料"
            "（`surveyor corpus import`）可知更多。",
        "Techniques that several of the {of} closest papers use, in their words; where a column is empty, none of them "
        "says it in one sentence. A number behind a dataset counts the papers; to data unlike those named, a technique "
        "is carried over at your own risk.": (
            "{of} 篇最相关论文中多篇使用的技术，引文为论文原话；空栏表示没有论文用一句话说明。数据集后的数字是论文数；"
            "用于不同的数据时风险自负。"
        ),
        "As other papers report them. A run of your own far below points to a bug before it points to tuning.":
            "为其他论文所报告的数值。若自己的结果远低于此，应先查错误，再谈调参。",
        "No paper was read in full, so scores and settings are not known: run with a network, without `--offline` "
        "and `--no-deep`, or look into one paper with `surveyor compared PAPER`.": (
            "没有通读任何论文，故得分与设置未知：请联网运行，不加 `--offline` 与 `--no-deep`，"
            "或用 `surveyor compared PAPER` 查看某篇论文。"
        ),
        "Try first: **{name}** varies: {values}; from {papers} papers":
            "先调：**{name}** 各文不一：{values}；据 {papers} 篇论文",
        "Not worth tuning at first, as papers agree: {said}": "各文一致，起初不必调：{said}",
        "Beware: {warning}": "注意：{warning}",
        "{what} in the {read} papers read in full: {said}": "通读的 {read} 篇论文中的{what}：{said}",
        "{what} that the closest papers cite: {said}": "最相关论文引用的{what}：{said}",
        "Usual {what}: {said}": "常用{what}：{said}", "Datasets": "数据集", "Metrics": "指标",
        "**Partial: a limit on requests or dollars was reached.**": "**不完整：已达到请求数或费用上限。**",
        "Sources: {asked}.": "来源：{asked}。",
        "References of {walked} papers were read, {seeds} of them seeds; {found:,} papers were met.":
            "读取了 {walked} 篇论文的参考文献，其中 {seeds} 篇为种子；共遇到 {found:,} 篇论文。",
        "Made by surveyor {version}; again by {command}.": "由 surveyor {version} 生成；重做：{command}。",
        "**Start from** {title} ({where}): {why}": "**从此起步**：{title}（{where}）：{why}",
        "No method was found to start from.": "没有找到可以起步的方法。",
        "**Data sets**: {used}": "**数据集**：{used}", "**Metrics**: {used}": "**指标**：{used}",
        "**Beware**: {warning}": "**注意**：{warning}", "**Read**": "**先读**",
        "**Look at** {venue}: {why}": "**关注** {venue}：{why}", "**Not seen**: {note}": "**未见**：{note}",
        "The whole survey: `surveyor show {id}`": "完整综述：`surveyor show {id}`",
    }
)  # fmt: skip

_N = r"(\d[\d,]*)"

TOLD = tuple(
    (re.compile(clause), chinese)
    for clause, chinese in (
        (rf"compared with in {_N} of {_N} papers", r"\2 篇论文中有 \1 篇与之比较"),
        (rf" \(in a table of {_N}\)", r"（其中 \1 篇在结果表中）"), (rf"in a table of {_N}", r"\1 篇在结果表中"),
        (rf"(?:, |^)last in {_N}", r"，最近一次在 \1 年"), (r"in none of the (\d+) youngest", r"最新的 \1 篇中没有"),
        (rf"(?:, |; |^)(still |only |)in {_N} of the {_N} youngest", r"，最新的 \3 篇中\1有 \2 篇"),
        (r"中still 有", "中仍有"), (r"中only 有", "中只有"),
        (rf"cited by {_N} of {_N} papers, in none of their experiments", r"\2 篇论文中有 \1 篇引用，但都不在实验部分"),
        (r"cited only by works that the closest papers build on", "只被最相关论文所依据的工作引用"),
        (r"known as a standard work on ([^;,]+)", r"公认的标准工作（\1）"),
        (r"known as a method of this area", "已知是该领域的方法"), (r"close to the problem", "与问题相近"),
        (rf", itself one of the {_N} papers walked from", r"，本身是 \1 篇出发论文之一"),
        (rf", younger than all {_N} papers walked from", r"，晚于全部 \1 篇出发论文"),
        (r"nothing that was walked cites it", "追溯到的论文都未引用它"),
        (r"a standard work on ([^;,]+)", r"标准工作（\1）"),
        (r"younger than (\d+%) of what they \w+(?: with)?", r"晚于它们所涉工作的 \1"),
        (rf"{_N} of {_N} other candidates cite it and it builds on none of them",
         r"其他 \2 个候选中有 \1 个引用它，而它不依据其中任何一个"),
        (r"a plain method to start from", "适合起步的简单方法"), (r" by its own title", "（据其标题）"),
        (r"^simple: ", "简单方法："), (r"^classic: ", "经典方法："), (r"^frontier: ", "前沿方法："),
        (r"on the chains of citations back to the roots: ", "位于追溯源头的引用链上："),
        (r"an overview to begin with, (\d+) years old: it lacks what came since",
         r"入门综述，已有 \1 年：缺少其后的进展"),
        (r"an overview to begin with", "入门综述"), (r"among the closest recent papers", "最相关的近期论文之一"),
        (r"a dataset or benchmark: something to test on, not to compare with", "数据集或基准：用来测试，而非用来比较"),
        (r"a metric: something to measure with", "指标：用来度量"),
        (r"an optimizer: part of how everything is trained", "优化器：训练的一部分"),
        (r"a toolkit: software that papers are written with", "工具包：写论文所用的软件"),
        (r"a survey: to be read, not to be run", "综述：供阅读，不供运行"),
        (r"a component that the compared systems share", "被比较系统共有的组件"),
        (r"a backbone: what the compared systems are built on or start from", "骨干模型：被比较系统的基础"),
        (r"theory: what is proved or argued with", "理论：用来证明或论证"),
        (r"an analysis of systems, not a system", "对系统的分析，而非系统"),
        (r"its titles of (\d+) to (\d+) share ", r"\1 至 \2 年的标题常见"),
        (r"searched for as (.+) too$", r"同时检索\1"),
        (r"network: not asked: nothing is recorded yet: run once without --offline",
         "未联网：尚无记录，请先不加 --offline 运行一次"),
        (r"network: failed: no connection, so the public paper APIs were not asked; run again with one",
         "没有连上网络，未询问公开的论文接口：请联网后重新运行"),
        (r"No paper of the last (\d+) years was found for these words", r"这些词语没有找到最近 \1 年的论文"),
        (rf"All {_N} papers walked from are older than the last (\d+) years \(back to (\d+)\)",
         r"全部 \1 篇出发论文都早于最近 \2 年（最早 \3 年）"),
        (rf"{_N} of the {_N} papers walked from are older than the last (\d+) years \(back to (\d+)\)",
         r"\2 篇出发论文中有 \1 篇早于最近 \3 年（最早 \4 年）"),
        (r", because references of younger ones are not known here or not close enough: the frontier may be missing",
         "，因为更新论文的参考文献未知或不够相近：可能缺少前沿"),
        (r"This rests on the built-in starter shelf alone, which names some works of each area"
         r"(?: and reaches to (\S+))?; for a wider view import corpora",
         r"仅依据自带的起步书架（各领域的部分工作，至 \1）；要看得更广请导入语料"),
        (r"Usual data sets, metrics and warnings are those of (\S+), some perhaps younger than (\S+)",
         r"常用数据集、指标与注意事项按 \1 的认识列出，其中有些可能晚于 \2"),
        (r"No close paper has references that are known here, so there is no comparison to rest a shortlist on",
         "相近论文的参考文献在此均未知，因而没有可依据的比较"),
        (rf"Recent papers closer than the last seed, but without known references: {_N}",
         r"比最后一篇种子更相近、但参考文献未知的近期论文：\1"),
        (rf"Cited works known only as somebody's reference list prints them: {_N}",
         r"仅从他人参考文献表得知的被引工作：\1"),
        (rf"Citations left out as wrong matches, the cited work being younger: {_N}",
         r"因被引工作更新而略去的误配引用：\1"),
        (r"None of the frontier works shown is cited by a paper walked from: they are the newest of the area that fit "
         r"the words, not yet proven as baselines",
         "所列前沿工作均未被出发论文引用：只是该领域中与词语相符的最新工作，尚未被证明是基线"),
        (r"No (simple|classic|frontier) method stands out among the candidates", r"候选中没有突出的方法（\1）"),
        (rf"Read in full, with their sections and tables: {_N} of the {_N} papers walked from",
         r"连同章节与表格通读：\2 篇出发论文中的 \1 篇"),
        (rf"Twice as many seeds \(--seeds\) would likely change (?:about )?(\w+) of the first {_N} baselines",
         r"种子数加倍（--seeds）大约会改变前 \2 个基线中的 \1 个"),
        (rf"{_N} (?:records|papers)(?= |$)", r"\1 条"), (rf" in {_N} requests ", r"，请求 \1 次 "),
        (r" to (\d{4}\S*)$", r"，至 \1"),
        (r"; ", "；"), (r"^，", ""), (r"\bnone 个", "0 个"),
    )
)  # fmt: skip
"""Clause to what it is in Chinese, in the order in which they are put in."""
