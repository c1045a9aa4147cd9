import pytest

from eyebib.sources.arxiv_withdrawal import withdrawal

PASSIVE = """
This paper has been withdrawn
This paper has been withdrawn.
This paper has been withdrawn by the author due to an error in equation (3).
This paper has been withdrawn by the authors, due to a crucial sign error in equation 1.
This paper has been temporarily withdrawn by the authors for further checks.
This paper has now been withdrawn
This paper was withdrawn by the author(s).
This paper is withdrawn because of a gap in the proof of Theorem 2.
This paper is being withdrawn
This paper is hereby withdrawn.
This paper will be withdrawn soon, as Lemma 3 is false.
This paper had to be withdrawn
This paper withdrawn by author
This article has been withdrawn by arXiv administrators
This submission has been withdrawn by arXiv admin due to inappropriate text overlap
This version withdrawn by arXiv administrators because of a license dispute
This preprint is no longer maintained and has been withdrawn.
This manuscript has been withdrawn from arXiv.
The paper has been withdrawn by the author
The article is now withdrawn.
The manuscript was withdrawn
The present paper has been withdrawn
The work has been withdrawn since the main claim is wrong.
Our paper was withdrawn due to a mistake
The entire paper has been withdrawn.
Paper withdrawn
Paper withdrawn due to an error
Paper has been withdrawn by the authors
Article withdrawn
arXiv admin note: This submission has been withdrawn by arXiv administrators
arXiv admin note: submission has been withdrawn due to disputed authorship
12 pages, 3 figures. This manuscript was withdrawn
8 pages; paper withdrawn
8 pages (paper withdrawn)
5 pages, this paper has been withdrawn
Due to an error in Lemma 2, this paper has been withdrawn.
There is a mistake in section 3 and so this paper is withdrawn
We found an error, therefore the paper is withdrawn
We regret that this paper has been withdrawn
An error was found; hence this submission is withdrawn.
This paper has been retracted by the authors
This paper has been removed by arXiv administrators
This paper has been removed by the author.
This has been withdrawn
The author asks that this paper be withdrawn
The paper was found to contain an error and is withdrawn
This paper has been withdrawn upon request of the first author
"""

BARE = """
withdrawn
Withdrawn.
WITHDRAWN
[withdrawn]
(Withdrawn by the authors)
**Withdrawn**
Withdrawn by the author
Withdrawn by arXiv admin
Withdrawn due to an error in the proof
Withdrawn because of a gap in the proof
Withdrawn for revision
Withdrawn, see the new version
Withdrawn - superseded by a later paper
Has been withdrawn by the author
Temporarily withdrawn
Retracted by the authors
Withdrawn, paper contains a fatal flaw
Retracted due to an error in Lemma 4
"""

ACTIVE = """
The author has withdrawn this paper due to an error
The authors have withdrawn this paper.
The authors have decided to withdraw this paper
The authors wish to withdraw this manuscript, since the data are wrong
The author withdraws this article.
The authors withdrew this submission
Author has withdrawn the paper
I have withdrawn this paper
I withdraw this paper
We withdraw this paper because Theorem 1 is false
We are withdrawing this paper.
We have withdrawn our paper
We would like to withdraw this article.
We hereby retract this paper
Because of an error, we have withdrawn this preprint.
The first author has withdrawn this work
arXiv has withdrawn this submission
Please withdraw this paper
The authors have decided to withdraw it.
I am withdrawing it
This is to withdraw the paper
"""

OTHER = """
12 pages
Replaces a withdrawn paper
This paper replaces arXiv:1234.56789, which has been withdrawn
This is a new version of a paper that was withdrawn
A previous version of this paper was withdrawn
An earlier version of the paper has been withdrawn
Version 2 was uploaded by mistake and withdrawn; version 3 is correct
The claim in the first version has been withdrawn
This paper has not been withdrawn
This paper was withdrawn from ICML 2020 and is now under review
This paper has been withdrawn from consideration at a journal
Withdrawn from NeurIPS
Withdrawn drugs are a source of negative data for safety models.
We study drugs withdrawn from the market
This paper studies withdrawn drugs
This paper examines why drugs have been withdrawn
This article reviews papers that were withdrawn
We find that 2 % of the preprints have been withdrawn
We ask why a paper is withdrawn from arXiv
We withdraw charge from the electrode
The authors withdraw the assumption of a constant field in this paper
The author withdrew from the collaboration before this paper
Patients were withdrawn from the study described in this paper
Blood was withdrawn
Liquidity is withdrawn in this model
A vaccine was withdrawn due to an error in this trial
If this assumption is withdrawn, the theorem fails
The work done is withdrawn as heat
An outlier in this paper was removed
This work has removed the bias
The paper describes articles retracted by the authors
We retract this curve onto the circle
In this paper we retract the manifold
Withdrawal of funds is modelled
The paper by Smith was withdrawn
This paper models how cash is withdrawn by agents
This letter concerns a hypothesis that has been withdrawn
This paper shows that banknotes are withdrawn for cleaning
We insert the needle and withdraw it
The tracer was injected and withdrawn
We analyse 10,000 withdrawn papers of arXiv
In this paper we study retracted articles
The submission was withdrawn from the journal after review
"""


ABSTRACT = "We study eyes. The method has two steps."


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


ABSTRACT = "We study eyes. The method has two steps."


@pytest.mark.parametrize("words", [*lines(PASSIVE), *lines(BARE), *lines(ACTIVE)])
def test_withdrawn(words: str) -> None:
    assert withdrawal(words, ABSTRACT)
    assert withdrawal("12 pages", words)


@pytest.mark.parametrize("words", lines(OTHER))
def test_not_withdrawn(words: str) -> None:
    assert withdrawal(words, "") == ""
    assert withdrawal("", words) == ""
    assert withdrawal("", f"{ABSTRACT} {words}") == ""


@pytest.mark.parametrize("words", [*lines(PASSIVE), *lines(ACTIVE)])
def test_a_sentence_in_an_abstract(words: str) -> None:
    """Before the abstract or after it, as authors add it."""
    sentence = f"{words.rstrip('.')}."
    for text in (f"{sentence} {ABSTRACT}", f"{ABSTRACT} {sentence}", f"{ABSTRACT} ({sentence})"):
        assert withdrawal("", text).strip("()") in sentence


@pytest.mark.parametrize("words", ["10 pages, withdrawn", "Withdrawn due to an error"])
def test_a_word_within_a_comment(words: str) -> None:
    assert withdrawal(words, "") == withdrawal(f"8 figures. {words}", "") == words


def test_a_word_within_an_abstract() -> None:
    assert withdrawal("", "Twelve drugs, withdrawn because of side effects, are compared.") == ""
