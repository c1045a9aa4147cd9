"""Five real lists: twenty items of each checked by hand, and how many links to papers are read."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from eyebib.importers import awesome_list
from eyebib.model.bibliography import Entry
from eyebib.model.identifier import Identifier, identify
from shared import SHARED

LISTS = SHARED / "lists"

CHECKED = {
    "thunlp-plm": """
        Chinese Pre-trained Language Model = CPM-1 = arxiv:2012.00413
        Pre-Trained Models: Past, Present and Future = = arxiv:2106.07139
        Semi-supervised Sequence Learning = = arxiv:1511.01432
        context2vec: Learning Generic Context Embedding with Bidirectional LSTM = context2vec = https://www.aclweb.org/anthology/K16-1006.pdf
        Deep contextualized word representations = ELMo = arxiv:1802.05365
        Language Models are Unsupervised Multitask Learners = GPT-2 = https://d4mucfpksywv.cloudfront.net/better-language-models/language_models_are_unsupervised_multitask_learners.pdf
        ERNIE: Enhanced Representation through Knowledge Integration = ERNIE (Baidu) = arxiv:1904.09223
        RoBERTa: A Robustly Optimized BERT Pretraining Approach = = arxiv:1907.11692
        Knowledge Enhanced Contextual Word Representations = KnowBert = arxiv:1909.04164
        Pre-Training with Whole Word Masking for Chinese BERT = Chinese-BERT-wwm = arxiv:1906.08101
        75 Languages, 1 Model: Parsing Universal Dependencies Universally = UDify = arxiv:1904.02099
        TAPAS: Weakly Supervised Table Parsing via Pre-training = = https://www.aclweb.org/anthology/2020.acl-main.398.pdf
        Patient Knowledge Distillation for BERT Model Compression = = arxiv:1908.09355
        Thieves on Sesame Street! Model Extraction of BERT-based APIs = = https://openreview.net/pdf?id=Byl5NREFDr
        TernaryBERT: Distillation-aware Ultra-low Bit BERT = = https://www.aclweb.org/anthology/2020.emnlp-main.37
        What Does BERT Look At? An Analysis of BERT's Attention = = arxiv:1906.04341
        Language Models as Knowledge Bases? = = arxiv:1909.01066
        To Tune or Not to Tune? Adapting Pretrained Representations to Diverse Tasks = = https://www.aclweb.org/anthology/W19-4302.pdf
        Birds have four legs?! NumerSense: Probing Numerical Commonsense Knowledge of Pre-trained Language Models = = https://www.aclweb.org/anthology/2020.emnlp-main.557
        CogLTX: Applying BERT to Long Texts = = https://papers.nips.cc/paper/2020/file/96671501524948bc3937b4b30d0e57b9-Paper.pdf
    """,
    "xmindflow-medical": """
        Foundational Models in Medical Imaging: A Comprehensive Survey and Future Vision = = arxiv:2310.18689
        Enhancing Representation in Radiography-Reports Foundation Model: A Granular Alignment Algorithm Using Masked Contrastive Learning = = arxiv:2309.05904
        ELIXR: Towards a general purpose X-ray artificial intelligence system through alignment of large language models and radiology vision encoders = = arxiv:2308.01317
        Text-guided Foundation Model Adaptation for Pathological Image Classification = = arxiv:2307.14901
        Large-Scale Domain-Specific Pretraining for Biomedical Vision-Language Processing = = arxiv:2303.00915
        Learning to Exploit Temporal Structure for Biomedical Vision Language Processing = = arxiv:2301.04558
        MedCLIP: Contrastive Learning from Unpaired Medical Images and Text = = arxiv:2210.10163
        Radiology-Llama2: Best-in-Class Large Language Model for Radiology = = arxiv:2309.06419
        XrayGPT: Chest Radiographs Summarization using Medical Vision-Language Models = = arxiv:2306.07971
        PMC-LLaMA: Towards Building Open-source Language Models for Medicine = = arxiv:2304.14454
        ChatDoctor: A Medical Chat Model Fine-Tuned on a Large Language Model Meta-AI (LLaMA) Using Medical Domain Knowledge = = arxiv:2303.14070
        Clinical-BERT: Vision-Language Pre-training for Radiograph Diagnosis and Reports Generation = = https://ojs.aaai.org/index.php/AAAI/article/view/20204
        Vision-Language Model for Visual Question Answering in Medical Imagery = = https://www.mdpi.com/2306-5354/10/3/380
        Virchow: A Million-Slide Digital Pathology Foundation Model = = arxiv:2309.07778
        SAM-Med2D = = arxiv:2308.16184
        How to Efficiently Adapt Large Segmentation Model(SAM) to Medical Images = = arxiv:2306.13731
        Medical SAM Adapter: Adapting Segment Anything Model for Medical Image Segmentation = = arxiv:2304.12620
        Segment Anything in Medical Images = = arxiv:2304.12306
        A foundation model for generalizable disease detection from retinal images = = 10.1038/s41586-023-06555-x
        Foundation models for generalist medical artificial intelligence = = 10.1038/s41586-023-05881-4
    """,
    "multimodal-medical": """
        Vision+X: A Survey on Multimodal Learning in the Light of Data = = arxiv:2210.02884
        Visual Attention Methods in Deep Learning: An In-Depth Survey = = arxiv:2204.07756
        Medical Vision Language Pretraining: A survey = = arxiv:2312.06224
        On the Automatic Generation of Medical Imaging Reports = = arxiv:1711.08195
        Automated Generation of Accurate & Fluent Medical X-ray Reports = = https://aclanthology.org/2021.emnlp-main.288.pdf
        AlignTransformer: Hierarchical Alignment of Visual Regions and Disease Tags for Medical Report Generation = = 10.1007/978-3-030-87199-4_7
        Generalized Radiograph Representation Learning via Cross-supervision between Images and Free-text Radiology Reports = = arxiv:2111.03452
        DeltaNet:Conditional Medical Report Generation for COVID-19 Diagnosis = = arxiv:2211.13229
        Token Imbalance Adaptation for Radiology Report Generation = = arxiv:2304.09185
        "Nothing Abnormal": Disambiguating Medical Reports via Contrastive Knowledge Infusion = = arxiv:2305.08300
        PromptMRG: Diagnosis-Driven Prompts for Medical Report Generation = = arxiv:2308.12604
        PMC-VQA: Visual Instruction Tuning for Medical Visual Question Answering = = arxiv:2305.10415
        BESTMVQA: A Benchmark Evaluation System for Medical Visual Question Answering = = arxiv:2312.07867
        Exgra-med: Extended context graph alignment for medical vision-language models = = https://openreview.net/pdf?id=TjWdyVWBAG
        RepsNet: Combining Vision with Language for Automated Medical Reports = = arxiv:2209.13171
        One-shot and Partially-Supervised Cell Image Segmentation Using Small Visual Prompt = = arxiv:2304.07991
        RULE: Reliable Multimodal RAG for Factuality in Medical Vision Language Models = = arxiv:2407.05131
        A multimodal generative AI copilot for human pathology = = 10.1038/s41586-024-07618-3
        HSCR: Hierarchical Self-Contrastive Rewarding for Aligning Medical Vision Language Models = = arxiv:2506.00805
        MedVLSynther: Synthesizing High-Quality Visual Question Answering from Medical Documents with Generator-Verifier LMMs = = arxiv:2510.25867
    """,
    "yutinghe-healthcare": """
        Foundation Model for Advancing Healthcare: Challenges, Opportunities and Future Directions = = arxiv:2404.03264
        Large language models in bioinformatics: applications and perspectives = = arxiv:2401.04155
        Large AI models in health informatics: Applications, challenges, and the future = = https://ieeexplore.ieee.org/abstract/document/10261199/
        JMLR: Joint medical LLM and retrieval training for enhancing reasoning and professional question answering capability = = arxiv:2402.17887
        Chatdoctor: A medical chat model fine-tuned on a large language model meta-ai (llama) using medical domain knowledge = = arxiv:2303.14070
        Huatuogpt-ii, one-stage training for medical adaption of llms = = arxiv:2311.09774
        Healthprompt: A zero-shot learning paradigm for clinical natural language processing = = https://pubmed.ncbi.nlm.nih.gov/37128372/
        Behrt: transformer for electronic health records = = 10.1038/s41598-020-62922-y
        RudolfV: A foundation model by pathologists for pathologists = = arxiv:2401.04079
        SAM-Med2D = = arxiv:2308.16184
        EviPrompt: A training-free evidential prompt generation method for segment anything model in medical images = = arxiv:2311.06400
        Models genesis = = pii:S1361841520302048
        Med3D: Transfer learning for 3D medical image analysis = = arxiv:1904.00625
        CellPLM: Pre-training of Cell Language Model Beyond Single Cells = = 10.1101/2023.10.03.560734
        Transfer learning enables predictions in network biology = = 10.1038/s41586-023-06139-9
        M3D: Advancing 3D medical image analysis with multi-modal large language models = = arxiv:2404.00578
        Adapting pretrained vision-language foundational models to medical imaging domains = = arxiv:2210.04133
        Kvasir-Capsule = Kvasir-Capsule = 10.1038/s41597-021-00920-z
        PatchGastricADC22 = PatchGastricADC22 = https://proceedings.mlr.press/v172/tsuneki22a/tsuneki22a.pdf
        CGGA = = pii:S1672022921000450
    """,
    "medllms-guide": """
        Application of Large Language Models in Medicine = = 10.1038/s44222-025-00279-5
        A Survey of Large Language Models in Medicine: Progress, Application, and Challenge = = arxiv:2311.05112
        A generalist vision–language foundation model for diverse biomedical tasks = BiomedGPT = 10.1038/s41591-024-03185-2
        A Study of Generative Large Language Model for Medical Research and Healthcare = GatorTronGPT = arxiv:2305.13523
        Pretraining Language Models with Document Links = BioLinkBERT/LinkBERT = arxiv:2203.15827
        Small Language Models Learn Enhanced Reasoning Skills from Medical Textbooks = Meerkat = arxiv:2404.00376
        From Beginner to Expert: Modeling Medical Knowledge into General LLMs = = arxiv:2312.01040
        Clinical Prediction with Large Language Models = CPLLM = arxiv:2309.11295
        A Generalist Vision-Language Foundation Model for Diverse Biomedical Tasks = BiomedGPT = arxiv:2305.17100
        HuatuoGPT, towards Taming Language Model to Be a Doctor = HuatuoGPT = arxiv:2305.15075
        Zero-shot medical text de-identification by gpt-4 = DelD-GPT = arxiv:2303.11032
        Clinical Text Datasets for Medical Artificial Intelligence and Large Language Models — A Systematic Review = = 10.1056/AIra2400012
        Measuring massive multitask language understanding = MMLU (Clinical Knowledge) = arxiv:2009.03300
        Renet: A deep learning approach for extracting gene-disease associations from literature = GDA = 10.1007/978-3-030-17083-7_17
        Applying large language model artificial intelligence for retina International Classification of Diseases (ICD) coding = = https://jmai.amegroups.org/article/view/8198/html
        Leveraging Generative AI and Large Language Models: A Comprehensive Roadmap for Healthcare Integration = = https://www.ncbi.nlm.nih.gov/pmc/articles/PMC10606429/
        HealthBench: Evaluating Large Language Models Towards Improved Human Health = = arxiv:2505.08775
        "Do Anything Now": Characterizing and Evaluating In-The-Wild Jailbreak Prompts on Large Language Models = = arxiv:2308.03825
        MedAgents: Large Language Models as Collaborators for Zero-shot Medical Reasoning = = arxiv:2311.10537
        Creation and adoption of large language models in medicine = = https://jamanetwork.com/journals/jama/article-abstract/2808296
    """,
}
"""Title, short name and link of twenty items of each list, from all its parts, checked by hand."""


@cache
def text_of(name: str) -> str:
    path = LISTS / f"{name}.md"
    if not path.is_file():
        pytest.skip("../shared/data is missing: it has the real lists")
    return path.read_text(encoding="utf-8")


@cache
def entries_of(name: str) -> list[Entry]:
    return awesome_list.read(text_of(name), Path(f"{name}.md"))[0]


@pytest.mark.parametrize("name", CHECKED)
def test_twenty_items_are_as_checked_by_hand(name: str) -> None:
    expected = [
        re.split(r" = ?(?:= )?(?=\S)", line.strip()) for line in CHECKED[name].strip().split("\n")
    ]
    assert len(expected) == 20
    read = {identifier: entry for entry in entries_of(name) for identifier in entry.identifiers}
    rows = [(row[0], row[1] if len(row) == 3 else "", identify(row[-1])) for row in expected]
    assert [(read[link].title, read[link].name, link) for _, _, link in rows] == rows


HOSTS = re.compile(
    r"openreview\.net/|thecvf\.com/|n(?:eur)?ips\.cc/|mlr\.press/|aclweb\.org/|aclanthology\.org/"
    r"|ieeexplore|aaai|springer|sciencedirect|nature\.com/|science\.org|oup\.com|mdpi\.com|jamanetwork"
    r"|pubmed|ncbi\.nlm|rxiv\.org|jmir\.org|adsabs|researchgate|cureus|lancet|acm\.org|amegroups|wiley"
    r"|cell\.com|plos|jmlr|europepmc|\.pdf(?:$|[?#])"
)
TARGET = re.compile(r"\[([^\[\]]*)\]?\]\(\s*\(*(https?://(?:[^\s()]|\([^\s()]*\))+)", re.IGNORECASE)
HIDDEN = re.compile(r"<!--.*?-->|^```.*?^```", re.DOTALL | re.MULTILINE)


def paper_links(text: str) -> Iterator[tuple[Identifier, str]]:
    """Links to papers by their look in the raw text, each with its line: not by the reader's rules."""
    for line in HIDDEN.sub("", text).split("\n"):
        for label, url in TARGET.findall(line):
            identifier = identify(url)
            is_paper = HOSTS.search(url) or label.lower() in ("paper", "pdf", "arxiv")
            if "zenodo" in url:
                continue  # a data set
            if identifier.scheme != "url" or (is_paper and "github.com" not in url):
                yield identifier, line


@pytest.mark.parametrize("name", CHECKED)
def test_nearly_all_distinct_links_to_papers_are_read(name: str) -> None:
    """98.7 to 100 %; the rest are data sets, home pages and one link in a sentence."""
    links = {identifier for identifier, _ in paper_links(text_of(name))}
    read = {identifier for entry in entries_of(name) for identifier in entry.identifiers}
    print(f"{name}: {len(links & read)} of {len(links)} links to papers read")  # noqa: T201 - the account
    assert len(links & read) >= 0.97 * len(links) > 30


REACH = {"xmindflow-medical": 5, "thunlp-plm": 1}
"""Lines from a title down to its link, if that is not in the same line."""


@pytest.mark.parametrize("name", CHECKED)
def test_titles_are_beside_their_links(name: str) -> None:
    """A title and its link are in one line of the raw text, or no other paper is between them."""
    lines = HIDDEN.sub(lambda match: "\n" * match[0].count("\n"), text_of(name)).split("\n")
    places: dict[Identifier, list[int]] = {}
    for number, line in enumerate(lines):
        for target in re.findall(r"https?://(?:[^\s()<>\"]|\([^\s()]*\))+", line, re.IGNORECASE):
            places.setdefault(identify(target), []).append(number)
    for entry in entries_of(name):
        assert entry.paper in places
        spans = [span for number in places[entry.paper] for span in _spans(lines, number, name)]
        assert any(_letters(entry.title) in _letters(span) for span in spans), entry.title


def _spans(lines: list[str], number: int, name: str) -> Iterator[str]:
    """The line of a link, and the lines above it up to the one before which another paper is."""
    for start in range(number, max(-1, number - REACH.get(name, 0) - 1), -1):
        if start < number and any(paper_links(lines[start])):
            return
        yield "".join(lines[start : number + 1])


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.replace("&amp;", "&")).casefold()


@pytest.mark.parametrize("name", CHECKED)
def test_the_account_adds_up(name: str) -> None:
    entries, problems = awesome_list.read(text_of(name), Path(f"{name}.md"))
    numbers = [int(n) for n in re.findall(r"\d+", problems[-1].message)]
    total, papers, read, again, unread, code, others = numbers
    assert (total, papers) == (papers + code + others, read + again + unread)
    assert read == len(entries)
    assert sum(p.rule == "paper" for p in problems) >= unread
