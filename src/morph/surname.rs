//! Ways to read a word as a form of a surname that no dictionary has, by the classes of Russian declension
//! (Zaliznyak's grammar of proper names, reduced to what endings show).

use super::{Case, Gender};
use Case::{Accusative, Dative, Genitive, Instrumental, Nominative, Prepositional};
use Gender::{Feminine, Masculine};

/// A way to read a word as a form of a surname.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SurnameReading {
    pub(crate) nominative: String,
    pub(crate) gender: Gender,
    pub(crate) case: Case,
    /// How likely a surname that looks so declines so; not normalised.
    pub(crate) score: f32,
}

/// A form's ending, its case, and the ending of the nominative.
type Ending = (&'static str, Case, &'static str);

/// Surnames that decline alike.
struct Class {
    /// How likely a surname whose stem is given belongs to the class.
    fits: fn(&str) -> f32,
    gender: Gender,
    endings: &'static [Ending],
}

/// The endings of a family's name after -ов-, -ев-, -ин- and -ын-, after -ск- and -цк-, and after other consonants.
const FAMILY: [&[Ending]; 3] = [
    &[
        ("ы", Nominative, "ы"),
        ("ых", Genitive, "ы"),
        ("ых", Accusative, "ы"),
        ("ых", Prepositional, "ы"),
        ("ым", Dative, "ы"),
        ("ыми", Instrumental, "ы"),
    ],
    &[
        ("ие", Nominative, "ие"),
        ("их", Genitive, "ие"),
        ("их", Accusative, "ие"),
        ("их", Prepositional, "ие"),
        ("им", Dative, "ие"),
        ("ими", Instrumental, "ие"),
    ],
    &[
        ("ы", Nominative, "ы"),
        ("и", Nominative, "и"),
        ("ов", Genitive, "ы"),
        ("ов", Accusative, "ы"),
        ("ам", Dative, "ы"),
        ("ами", Instrumental, "ы"),
        ("ах", Prepositional, "ы"),
    ],
];

/// The ways to read a folded word as a surname in the plural: nominative and case (Дуровы, Дуровыми; Стругацких;
/// Ротенбергов).
pub(crate) fn of_families(word: &str) -> impl Iterator<Item = (String, Case)> {
    FAMILY.iter().zip([["ов", "ев", "ин", "ын"].as_slice(), &["ск", "цк"], CONSONANTS]).flat_map(
        move |(endings, stems)| {
            endings.iter().filter_map(move |&(ending, case, nominative)| {
                let stem =
                    word.strip_suffix(ending).filter(|stem| stems.iter().any(|end| stem.ends_with(end)))?;
                let velar = ends_in(stem, "гкхжчшщ");
                let nominative = if velar && nominative == "ы" { "и" } else { nominative };
                (velar || ending != "и").then(|| (format!("{stem}{nominative}"), case))
            })
        },
    )
}

/// The last letters of the stems of other families' names.
const CONSONANTS: &[&str] =
    &["б", "г", "д", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "х", "ц", "ч", "ш"];

const CLASSES: &[Class] = &[
    // Собянин, Петров
    Class {
        fits: possessive,
        gender: Masculine,
        endings: &[
            ("", Nominative, ""),
            ("а", Genitive, ""),
            ("а", Accusative, ""),
            ("у", Dative, ""),
            ("ым", Instrumental, ""),
            ("е", Prepositional, ""),
        ],
    },
    // Новожилова
    Class {
        fits: possessive,
        gender: Feminine,
        endings: &[
            ("а", Nominative, "а"),
            ("ой", Genitive, "а"),
            ("ой", Dative, "а"),
            ("ой", Instrumental, "а"),
            ("ой", Prepositional, "а"),
            ("у", Accusative, "а"),
        ],
    },
    // Невский
    Class {
        fits: adjective,
        gender: Masculine,
        endings: &[
            ("ий", Nominative, "ий"),
            ("ого", Genitive, "ий"),
            ("ого", Accusative, "ий"),
            ("ому", Dative, "ий"),
            ("им", Instrumental, "ий"),
            ("ом", Prepositional, "ий"),
        ],
    },
    Class {
        fits: adjective,
        gender: Feminine,
        endings: &[
            ("ая", Nominative, "ая"),
            ("ой", Genitive, "ая"),
            ("ой", Dative, "ая"),
            ("ой", Instrumental, "ая"),
            ("ой", Prepositional, "ая"),
            ("ую", Accusative, "ая"),
        ],
    },
    // Белый
    Class {
        fits: rare_adjective,
        gender: Masculine,
        endings: &[
            ("ый", Nominative, "ый"),
            ("ого", Genitive, "ый"),
            ("ого", Accusative, "ый"),
            ("ому", Dative, "ый"),
            ("ым", Instrumental, "ый"),
            ("ом", Prepositional, "ый"),
        ],
    },
    Class {
        fits: rare_adjective,
        gender: Feminine,
        endings: &[
            ("ая", Nominative, "ая"),
            ("ой", Genitive, "ая"),
            ("ой", Dative, "ая"),
            ("ой", Instrumental, "ая"),
            ("ой", Prepositional, "ая"),
            ("ую", Accusative, "ая"),
        ],
    },
    // Мирзоян, Герман; women's do not decline
    Class { fits: bare_consonant, gender: Masculine, endings: &[("", Nominative, "")] },
    Class {
        fits: consonant,
        gender: Masculine,
        endings: &[
            ("а", Genitive, ""),
            ("а", Accusative, ""),
            ("у", Dative, ""),
            ("ом", Instrumental, ""),
            ("е", Prepositional, ""),
        ],
    },
    // Гаджич
    Class { fits: hissing, gender: Masculine, endings: &[("ем", Instrumental, "")] },
    Class { fits: womans_consonant, gender: Feminine, endings: UNCHANGED },
    // Кравец
    Class {
        fits: fleeting,
        gender: Masculine,
        endings: &[
            ("ца", Genitive, "ец"),
            ("ца", Accusative, "ец"),
            ("цу", Dative, "ец"),
            ("цом", Instrumental, "ец"),
            ("цем", Instrumental, "ец"),
            ("це", Prepositional, "ец"),
        ],
    },
    // Гоголь
    Class {
        fits: soft,
        gender: Masculine,
        endings: &[
            ("ь", Nominative, "ь"),
            ("я", Genitive, "ь"),
            ("я", Accusative, "ь"),
            ("ю", Dative, "ь"),
            ("ем", Instrumental, "ь"),
            ("е", Prepositional, "ь"),
        ],
    },
    Class { fits: soft_sign, gender: Feminine, endings: UNCHANGED },
    // Гайдай
    Class {
        fits: vowel,
        gender: Masculine,
        endings: &[
            ("й", Nominative, "й"),
            ("я", Genitive, "й"),
            ("я", Accusative, "й"),
            ("ю", Dative, "й"),
            ("ем", Instrumental, "й"),
            ("е", Prepositional, "й"),
        ],
    },
    // Дзюба, Обама
    Class { fits: hard_a, gender: Masculine, endings: A },
    Class { fits: hard_a, gender: Feminine, endings: A },
    // Кочетига, Глинка
    Class { fits: velar_a, gender: Masculine, endings: A_AFTER_VELAR },
    Class { fits: velar_a, gender: Feminine, endings: A_AFTER_VELAR },
    // Берия, Гамсахурдия, Данелия
    Class { fits: soft_a, gender: Masculine, endings: YA },
    Class { fits: soft_a, gender: Feminine, endings: YA },
    // Коваленко, Живаго, Саркози, Шойгу, Черных
    Class { fits: unchanging, gender: Masculine, endings: UNCHANGED },
    Class { fits: unchanging, gender: Feminine, endings: UNCHANGED },
];

const UNCHANGED: &[Ending] = &[
    ("", Nominative, ""),
    ("", Genitive, ""),
    ("", Dative, ""),
    ("", Accusative, ""),
    ("", Instrumental, ""),
    ("", Prepositional, ""),
];

const A: &[Ending] = &[
    ("а", Nominative, "а"),
    ("ы", Genitive, "а"),
    ("е", Dative, "а"),
    ("у", Accusative, "а"),
    ("ой", Instrumental, "а"),
    ("е", Prepositional, "а"),
];

const A_AFTER_VELAR: &[Ending] = &[
    ("а", Nominative, "а"),
    ("и", Genitive, "а"),
    ("е", Dative, "а"),
    ("у", Accusative, "а"),
    ("ой", Instrumental, "а"),
    ("ей", Instrumental, "а"),
    ("е", Prepositional, "а"),
];

const YA: &[Ending] = &[
    ("я", Nominative, "я"),
    ("и", Genitive, "я"),
    ("е", Dative, "я"),
    ("и", Dative, "я"),
    ("ю", Accusative, "я"),
    ("ей", Instrumental, "я"),
    ("е", Prepositional, "я"),
    ("и", Prepositional, "я"),
];

/// The share of each case among persons' names in news, from the development data.
pub(crate) fn case_share(case: Case) -> f32 {
    match case {
        Nominative => 0.56,
        Genitive => 0.22,
        Dative => 0.05,
        Accusative => 0.05,
        Instrumental => 0.08,
        Prepositional => 0.02,
    }
}

/// Every reading of a folded word as a singular form of a surname that the classes allow.
pub(crate) fn readings(word: &str) -> Vec<SurnameReading> {
    let mut found = Vec::new();
    for class in CLASSES {
        for &(ending, case, nominative) in class.endings {
            let Some(stem) = word.strip_suffix(ending) else { continue };
            let score = (class.fits)(stem);
            if score > 0.0 {
                let nominative = format!("{stem}{nominative}");
                found.push(SurnameReading { nominative, gender: class.gender, case, score });
            }
        }
    }
    found
}

fn ends(stem: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| stem.ends_with(ending))
}

fn is_long(stem: &str, letters: usize) -> bool {
    stem.chars().nth(letters - 1).is_some()
}

fn ends_in(stem: &str, letters: &str) -> bool {
    stem.chars().next_back().is_some_and(|c| letters.contains(c))
}

fn possessive(stem: &str) -> f32 {
    if is_long(stem, 4) && ends(stem, &["ов", "ев", "ин", "ын"]) { 1.0 } else { 0.0 }
}

fn adjective(stem: &str) -> f32 {
    if is_long(stem, 3) && ends(stem, &["ск", "цк"]) { 1.0 } else { 0.0 }
}

fn rare_adjective(stem: &str) -> f32 {
    let hard = is_long(stem, 3) && ends_in(stem, "бвдзлмнпрст");
    if hard && !ends(stem, &["ов", "ев", "ин", "ын"]) { 0.05 } else { 0.0 }
}

fn consonant(stem: &str) -> f32 {
    if !is_long(stem, 2) || !ends_in(stem, "бвгджзклмнпрстфхцчшщ") {
        0.0
    } else if possessive(stem) > 0.0 || ends(stem, &["дз", "огл"]) {
        0.03
    } else {
        1.0
    }
}

/// Without an ending a name may be far likelier the instrumental of another class, or one that does not decline.
fn bare_consonant(word: &str) -> f32 {
    let other = is_long(word, 4) && ends(word, &["ом", "ем", "ым", "им"]) || ends(word, &["ых", "их"]);
    consonant(word) * if other { 0.02 } else { 1.0 }
}

fn hissing(stem: &str) -> f32 {
    if is_long(stem, 2) && ends_in(stem, "жцчшщ") { 1.0 } else { 0.0 }
}

fn womans_consonant(word: &str) -> f32 {
    bare_consonant(word) * 0.4
}

fn fleeting(stem: &str) -> f32 {
    if is_long(stem, 3) && ends_in(stem, "бвдзлмнпрст") { 0.6 } else { 0.0 }
}

fn soft(stem: &str) -> f32 {
    if is_long(stem, 2) && ends_in(stem, "бвдзлмнпрст") { 0.3 } else { 0.0 }
}

fn soft_sign(word: &str) -> f32 {
    if word.ends_with('ь') { 0.3 } else { 0.0 }
}

fn vowel(stem: &str) -> f32 {
    // Ивановой is a form of Иванова far more often than a name like Береговой.
    let is_womans = stem.strip_suffix('о').is_some_and(|stem| possessive(stem) + adjective(stem) > 0.0);
    match is_long(stem, 2) && ends_in(stem, "аеиоуэюя") {
        true if is_womans => 0.01,
        true => 0.4,
        false => 0.0,
    }
}

fn hard_a(stem: &str) -> f32 {
    if !is_long(stem, 2) || !ends_in(stem, "бвдзлмнпрстфцеу") {
        0.0
    } else if possessive(stem) > 0.0 {
        0.02
    } else if stem.ends_with("ен") {
        0.06
    } else if ends(stem, &["ер", "ан", "ос", "ес", "ис", "берг", "штейн"]) {
        0.2
    } else {
        0.35
    }
}

fn velar_a(stem: &str) -> f32 {
    if is_long(stem, 2) && ends_in(stem, "гкхжчшщ") { 0.35 } else { 0.0 }
}

fn soft_a(stem: &str) -> f32 {
    if !is_long(stem, 2) {
        0.0
    } else if ends_in(stem, "ий") {
        0.3
    } else if ends_in(stem, "бвдзлмнпрсть") {
        0.08
    } else {
        0.0
    }
}

fn unchanging(word: &str) -> f32 {
    if word.strip_suffix("ых").is_some_and(|stem| possessive(stem) > 0.0) {
        0.2
    } else if ends(word, &["ко", "дзе", "швили", "аго", "гулы", "оглу", "их", "ых"])
    {
        1.0
    } else if ends_in(word, "оэ") {
        0.6
    } else if word.ends_with('и') {
        if word.ends_with("ии") { 0.02 } else { 0.25 }
    } else if ends_in(word, "ую") {
        if possessive(word.trim_end_matches(['у', 'ю'])) > 0.0 { 0.005 } else { 0.07 }
    } else if word.ends_with('е') {
        0.12
    } else if ends(word, &["уа", "оа", "иа", "юа"]) {
        0.3
    } else {
        // Foreign names in stranger shapes, and women's: they stay as they are where nothing else fits.
        0.01
    }
}
