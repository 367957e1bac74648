"""Words for reasons: verdict × default house rule → a title for the moderator and sentences for the author, in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from consult.consultations.models import HouseRule
from consult.moderation.rules import Verdict

Both = Mapping[str, str]  # language → words


@dataclass(frozen=True)
class Template:
    """What a moderator may begin with. `rule` is the number of a default house rule."""

    code: str
    verdict: Verdict
    rule: int
    title: Both
    text: Both


def template(code: str, verdict: Verdict, rule: int, *, id: tuple[str, str], en: tuple[str, str]) -> Template:  # noqa: A002
    """One row of the table: in each language a title and the sentences."""
    return Template(code, verdict, rule, {"id": id[0], "en": en[0]}, {"id": id[1], "en": en[1]})


TEMPLATES: Final = (
    template(
        "welcome",
        Verdict.PUBLISH,
        1,
        id=(
            "Sesuai aturan",
            "Terima kasih atas masukan Anda. Isinya membahas ketentuan ini dan sesuai dengan aturan, "
            "jadi sekarang dapat dibaca semua orang. Anda dapat mengikuti kelanjutannya di halaman “Masukan saya”.",
        ),
        en=(
            "Keeps to the rules",
            "Thank you for your contribution. It is about this clause and keeps to the rules, so everybody can read it now. "
            "You can follow what becomes of it on your own page.",
        ),
    ),
    template(
        "off_topic",
        Verdict.HIDE,
        1,
        id=(
            "Tidak membahas ketentuan ini",
            "Terima kasih sudah menulis. Masukan Anda belum kami tampilkan karena membahas hal di luar ketentuan ini. "
            "Silakan ubah masukan Anda: sebutkan bagian mana dari ketentuan ini yang menurut Anda perlu diubah, dan mengapa.",
        ),
        en=(
            "Not about the clause",
            "Thank you for writing. Your contribution is not shown, because it speaks of something other than this clause. "
            "Please edit it: say which part of the clause should change in your view, and why.",
        ),
    ),
    template(
        "advertising",
        Verdict.HIDE,
        1,
        id=(
            "Iklan atau promosi",
            "Masukan Anda tidak kami tampilkan karena berisi promosi barang, jasa, atau situs. "
            "Jika Anda juga punya pendapat tentang ketentuan ini, silakan ubah masukan Anda dan hapus bagian promosinya.",
        ),
        en=(
            "Advertising",
            "Your contribution is not shown, because it advertises goods, services or a site. "
            "If you also have a view on this clause, please edit your contribution and take the advertising out.",
        ),
    ),
    template(
        "personal_data",
        Verdict.HIDE,
        2,
        id=(
            "Nomor telepon atau alamat",
            "Pendapat Anda kami hargai, tetapi belum dapat kami tampilkan karena memuat nomor telepon, alamat, atau data pribadi lain. "
            "Data itu dapat disalahgunakan siapa pun. Silakan ubah masukan Anda dengan menghapus data itu; pendapatnya boleh tetap sama.",
        ),
        en=(
            "Telephone number or address",
            "Your view is welcome, but it cannot be shown as it is: it holds a telephone number, an address or other personal data, "
            "which anybody could misuse. Please edit your contribution and take that out; what you say may stay the same.",
        ),
    ),
    template(
        "insult",
        Verdict.HIDE,
        3,
        id=(
            "Hinaan",
            "Kritik keras boleh, dan kami ingin mendengarnya. Masukan Anda belum kami tampilkan karena ada kata yang menghina orang. "
            "Silakan ubah masukan Anda: hapus kata itu dan katakan apa yang menurut Anda salah pada ketentuan atau tindakannya.",
        ),
        en=(
            "Insult",
            "Harsh criticism is welcome, and we want to hear it. Your contribution is not shown, because some of its words are an insult. "
            "Please edit it: take those words out, and say what is wrong with the clause or with what was done.",
        ),
    ),
    template(
        "threat",
        Verdict.HIDE,
        3,
        id=(
            "Ancaman atau kebencian",
            "Masukan Anda tidak kami tampilkan karena memuat ancaman atau kebencian terhadap orang atau kelompok. "
            "Jika ada masalah nyata di baliknya, silakan tulis ulang: ceritakan apa yang terjadi dan perubahan apa yang Anda minta.",
        ),
        en=(
            "Threat or hatred",
            "Your contribution is not shown, because it threatens persons or a group, or speaks of them with hatred. "
            "If there is a real grievance behind it, please write anew: say what happened, and what you want changed.",
        ),
    ),
    template(
        "posing",
        Verdict.HIDE,
        4,
        id=(
            "Memakai nama pihak lain",
            "Masukan Anda belum kami tampilkan karena tampaknya memakai nama orang atau lembaga lain. "
            "Silakan pilih nama Anda sendiri atau sembunyikan nama di halaman “Masukan saya”, lalu kirim lagi. "
            "Jika Anda memang mewakili lembaga itu, sebutkan jabatan Anda di dalam masukan.",
        ),
        en=(
            "In somebody else's name",
            "Your contribution is not shown, because it seems to speak in the name of another person or body. "
            "Please choose a name of your own, or none, on your page and send it again. "
            "If you do speak for that body, please say in the contribution in what capacity.",
        ),
    ),
    template(
        "repeated",
        Verdict.HIDE,
        4,
        id=(
            "Kiriman berulang",
            "Masukan yang sama sudah Anda kirim sebelumnya, dan yang pertama tetap berlaku. Karena itu kiriman ini tidak kami tampilkan. "
            "Jika ada yang ingin Anda tambahkan, silakan ubah masukan yang pertama; mengirim berulang tidak menambah bobotnya.",
        ),
        en=(
            "Sent again",
            "You have sent the same before, and your first contribution stands. That is why this one is not shown. "
            "If there is something to add, please edit the first; sending it again does not make it weigh more.",
        ),
    ),
    template(
        "unlawful",
        Verdict.HIDE,
        5,
        id=(
            "Melanggar hukum",
            "Masukan Anda tidak kami tampilkan karena isinya menurut kami melanggar hukum. "
            "Silakan ubah masukan Anda dan hapus bagian itu; pendapat Anda tentang ketentuannya sendiri tetap kami terima.",
        ),
        en=(
            "Unlawful",
            "Your contribution is not shown, because in our view something in it is against the law. "
            "Please edit it and take that part out; what you think of the clause itself remains welcome.",
        ),
    ),
    template(
        "our_mistake",
        Verdict.RESTORE,
        1,
        id=(
            "Kekeliruan kami",
            "Masukan Anda telah kami periksa lagi. Putusan kami sebelumnya keliru, dan kami mohon maaf. "
            "Masukan Anda sekarang dapat dibaca semua orang; Anda tidak perlu melakukan apa-apa.",
        ),
        en=(
            "Our mistake",
            "We have looked at your contribution again. Our earlier decision was wrong, and we are sorry. "
            "Everybody can read your contribution now; there is nothing that you need to do.",
        ),
    ),
)


TAKEN_BACK: Final[Both] = {  # the reason where a moderator takes a slip back; never offered to choose from
    "id": "Dibatalkan moderator sebelum diberitahukan kepada penulis.",
    "en": "Taken back by the moderator before its author was told.",
}


def templates_for(rules: Iterable[HouseRule], verdicts: Iterable[str]) -> list[Template]:
    """Those for these verdicts that cite a rule as it was given by default: of a rule that was rewritten they might say something wrong."""
    as_given = {rule.number for rule in rules if rule.version == 1}
    offered = set(verdicts)
    return [one for one in TEMPLATES if one.rule in as_given and one.verdict in offered]


def in_language(words: Both, language: str) -> str:
    """The words in that language, or else in Indonesian."""
    return words.get(language, words["id"])
