//! Units as people write them; the public codes are UCUM's and ISO 4217's.

use super::{Lang, Noun};

/// The sign of a unit. `count` is the number before it, `None` for a fraction; a list of units asks for many.
pub(crate) fn unit(lang: Lang, code: &str, count: Option<u32>) -> &str {
    if let Some((_, noun)) = DURATIONS.iter().find(|(known, _)| *known == code) {
        return match count {
            Some(count) => noun.form(lang, count),
            None => noun.of_fraction(lang),
        };
    }
    match SIGNS.iter().find(|(known, ..)| *known == code) {
        Some((_, ru, en)) => lang.pick([*ru, *en]),
        None => code,
    }
}

static DURATIONS: [(&str, Noun); 7] = [
    ("a", Noun { ru: ["год", "года", "лет"], en: ["year", "years"] }),
    ("mo", Noun { ru: ["месяц", "месяца", "месяцев"], en: ["month", "months"] }),
    ("wk", Noun { ru: ["неделя", "недели", "недель"], en: ["week", "weeks"] }),
    ("d", Noun { ru: ["день", "дня", "дней"], en: ["day", "days"] }),
    ("h", Noun { ru: ["час", "часа", "часов"], en: ["hour", "hours"] }),
    ("min", Noun { ru: ["минута", "минуты", "минут"], en: ["minute", "minutes"] }),
    ("s", Noun { ru: ["секунда", "секунды", "секунд"], en: ["second", "seconds"] }),
];

/// Code, Russian, English; others are shown as their codes.
const SIGNS: &[(&str, &str, &str)] = &[
    ("RUB", "₽", "₽"),
    ("USD", "$", "$"),
    ("EUR", "€", "€"),
    ("GBP", "£", "£"),
    ("pp", "п. п.", "p.p."),
    ("bp", "б. п.", "b.p."),
    ("[ppth]", "‰", "‰"),
    ("um", "мкм", "µm"),
    ("mm", "мм", "mm"),
    ("cm", "см", "cm"),
    ("dm", "дм", "dm"),
    ("m", "м", "m"),
    ("km", "км", "km"),
    ("nm", "нм", "nm"),
    ("[mi_i]", "миль", "mi"),
    ("[nmi_i]", "мор. миль", "nmi"),
    ("[ly]", "св. лет", "ly"),
    ("[ft_i]", "фт", "ft"),
    ("[in_i]", "дюймов", "in"),
    ("[yd_i]", "ярдов", "yd"),
    ("mm2", "мм²", "mm²"),
    ("cm2", "см²", "cm²"),
    ("m2", "м²", "m²"),
    ("km2", "км²", "km²"),
    ("mm3", "мм³", "mm³"),
    ("cm3", "см³", "cm³"),
    ("m3", "м³", "m³"),
    ("km3", "км³", "km³"),
    ("har", "га", "ha"),
    ("ar", "соток", "are"),
    ("[acr_us]", "акров", "acres"),
    ("[tsp_m]", "ч. л.", "tsp"),
    ("[tbs_m]", "ст. л.", "tbsp"),
    ("mL", "мл", "ml"),
    ("L", "л", "l"),
    ("[bbl_us]", "барр.", "bbl"),
    ("[gal_us]", "галлонов", "gal"),
    ("ug", "мкг", "µg"),
    ("mg", "мг", "mg"),
    ("g", "г", "g"),
    ("kg", "кг", "kg"),
    ("dt", "ц", "dt"),
    ("t", "т", "t"),
    ("[oz_av]", "унций", "oz"),
    ("[oz_tr]", "тр. унций", "oz t"),
    ("[car_m]", "карат", "ct"),
    ("km/h", "км/ч", "km/h"),
    ("m/s", "м/с", "m/s"),
    ("km/s", "км/с", "km/s"),
    ("[mi_i]/h", "миль/ч", "mph"),
    ("[kn_i]", "узлов", "kn"),
    ("W", "Вт", "W"),
    ("kW", "кВт", "kW"),
    ("MW", "МВт", "MW"),
    ("GW", "ГВт", "GW"),
    ("W.h", "Вт·ч", "Wh"),
    ("kW.h", "кВт·ч", "kWh"),
    ("MW.h", "МВт·ч", "MWh"),
    ("GW.h", "ГВт·ч", "GWh"),
    ("[HP]", "л. с.", "hp"),
    ("cal", "кал", "cal"),
    ("kcal", "ккал", "kcal"),
    ("Gcal", "Гкал", "Gcal"),
    ("J", "Дж", "J"),
    ("kJ", "кДж", "kJ"),
    ("V", "В", "V"),
    ("kV", "кВ", "kV"),
    ("A", "А", "A"),
    ("Hz", "Гц", "Hz"),
    ("kHz", "кГц", "kHz"),
    ("MHz", "МГц", "MHz"),
    ("GHz", "ГГц", "GHz"),
    ("Pa", "Па", "Pa"),
    ("kPa", "кПа", "kPa"),
    ("MPa", "МПа", "MPa"),
    ("atm", "атм", "atm"),
    ("bar", "бар", "bar"),
    ("mm[Hg]", "мм рт. ст.", "mmHg"),
    ("Cel", "°C", "°C"),
    ("[degF]", "°F", "°F"),
    ("deg", "°", "°"),
    ("dB", "дБ", "dB"),
    ("mSv", "мЗв", "mSv"),
    ("ms", "мс", "ms"),
    ("By", "байт", "B"),
    ("kBy", "КБ", "KB"),
    ("MBy", "МБ", "MB"),
    ("GBy", "ГБ", "GB"),
    ("TBy", "ТБ", "TB"),
    ("PBy", "ПБ", "PB"),
    ("Mbit/s", "Мбит/с", "Mbit/s"),
    ("Gbit/s", "Гбит/с", "Gbit/s"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn durations_follow_their_numbers() {
        let read = [(Some(1), "год"), (Some(22), "года"), (Some(111), "лет"), (None, "года")];
        for (count, form) in read {
            assert_eq!(unit(Lang::Ru, "a", count), form);
        }
        assert_eq!(unit(Lang::En, "a", None), "years");
    }

    /// A measure of the lexicon without a sign would stand in the table as a code.
    #[wasm_bindgen_test(unsupported = test)]
    fn every_measure_of_the_lexicon_has_a_sign() {
        let units = include_str!("../../../../seeds/lexicon/units.tsv");
        for line in units.lines().filter(|line| !line.starts_with('#')) {
            let Some(code) = line.split('\t').nth(1).filter(|code| *code != "%") else { continue };
            let is_known = SIGNS.iter().any(|(known, ..)| *known == code);
            assert!(is_known || DURATIONS.iter().any(|(known, _)| *known == code), "{code}");
        }
    }
}
