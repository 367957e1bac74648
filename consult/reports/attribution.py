"""Who is named as having written a contribution: the office, or the name that is shown and the organisation that it was sent for."""

from collections.abc import Mapping

from consult.reports.summary import ShownPost


def speaker(post: ShownPost, words: Mapping[str, str], *, unnamed: str = "") -> str:
    """`Siti untuk Koperasi Melati`; without an organisation, the name alone; by office, `Desa Contoh, balasan resmi`.

    Args:
        words: as `words_of` has them.
        unnamed: what stands for the name of somebody who shows none.
    """
    if post.office:
        return words[post.office]
    if not post.on_behalf_of:
        return post.name or unnamed
    whose = words["for_organisation"] % {"organisation": post.on_behalf_of}
    return f"{post.name} {whose}" if post.name else ", ".join(filter(None, [unnamed, whose]))
