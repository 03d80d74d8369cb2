//! Figures, dates and values in words.

use razmetka::Date;
use razmetka::document::{Amount, Comparator, Direction, Metric, Unit, UnitKind, Value};

use crate::i18n::{self, Lang};

/// A number with one digit after the decimal sign. In whole numbers: the formatter of floats weighs ten kilobytes.
pub(crate) fn tenths(lang: Lang, number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    localized(lang, &format!("{}.{}", tenths / 10, (tenths % 10).abs()))
}

/// A whole number.
pub(crate) fn whole(number: f64) -> String {
    grouped(&(number.round() as i64).to_string())
}

/// A share of one in whole percent.
pub(crate) fn percent(share: f64) -> String {
    format!("{}\u{a0}%", (share * 100.0).round() as i64)
}

/// Groups the digits of a decimal by three with no-break thin spaces: `1100000000` → `1 100 000 000`.
pub(crate) fn grouped(number: &str) -> String {
    let (whole, fraction) =
        number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let digits = whole.trim_start_matches('-');
    let mut text = String::from(if whole.starts_with('-') { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// The decimal sign of the language.
fn localized(lang: Lang, number: &str) -> String {
    let grouped = grouped(number);
    match lang {
        Lang::Ru => grouped.replace('.', ","),
        Lang::En => grouped,
    }
}

/// A figure as read: "> 1 100 000 000 ₽", "25–30 %", "≈ 200 компания".
pub(crate) fn amount(lang: Lang, read: &Amount) -> String {
    let from = localized(lang, &read.amount.to_string());
    let figure = match read.amount_to {
        Some(to) => format!("{from}–{}", localized(lang, &to.to_string())),
        None => from,
    };
    let unit =
        read.unit.as_ref().map(|unit| format!("\u{a0}{}", unit_sign(lang, unit, read))).unwrap_or_default();
    format!("{}{figure}{unit}", sign(read.comparator))
}

/// A metric's figure as read: "> 1 100 000 000 ₽", "▲ 17 %", "> 230 предприятий" with the counted noun.
pub(crate) fn metric(lang: Lang, metric: &Metric, counted: Option<&str>) -> String {
    let unit = (metric.unit.kind != UnitKind::Count).then(|| metric.unit.clone());
    let Metric { amount: from, amount_to, comparator, .. } = *metric;
    let mut read = amount(lang, &Amount { amount: from, amount_to, unit, comparator });
    if let Some(noun) = counted {
        // A long noun may stand on a line of its own.
        read.push(' ');
        read.push_str(noun);
    }
    match metric.change.as_ref().map(|change| change.direction) {
        Some(Direction::Up) => format!("▲\u{a0}{read}"),
        Some(Direction::Down) => format!("▼\u{a0}{read}"),
        None => read,
    }
}

fn sign(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Exact | Comparator::Range => "",
        Comparator::Over => ">\u{a0}",
        Comparator::Under => "<\u{a0}",
        Comparator::About => "≈\u{a0}",
        Comparator::AtLeast => "≥\u{a0}",
        Comparator::AtMost => "≤\u{a0}",
    }
}

/// The sign of a unit after a figure.
fn unit_sign<'u>(lang: Lang, unit: &'u Unit, read: &Amount) -> &'u str {
    let last = read.amount_to.unwrap_or(read.amount).normalize();
    let whole = u32::try_from(last.mantissa().unsigned_abs()).unwrap_or(u32::MAX);
    match unit.code.as_str() {
        "JPY" | "CNY" if unit.kind == UnitKind::Currency => "¥",
        code => i18n::unit(lang, code, (last.scale() == 0).then_some(whole)),
    }
}

/// What a mention says, or `None` where it says nothing beyond its name.
pub(crate) fn value(lang: Lang, value: &Value) -> Option<String> {
    match value {
        Value::Amount(read) => Some(amount(lang, read)),
        Value::Ordinal(place) => Some(lang.pick([format!("{place}-й"), format!("no. {place}")])),
        Value::Date(Some(read)) => Some(date(lang, read)),
        Value::Date(None) => None,
        Value::Person(_) => None,
    }
}

/// An EDTF date in words: `2024-01-29T09:41` → "29 января 2024, 09:41".
pub(crate) fn date(lang: Lang, date: &Date) -> String {
    match date.as_str().split_once('/') {
        Some((from, to)) => format!("{} – {}", moment(lang, from), moment(lang, to)),
        None => moment(lang, date.as_str()),
    }
}

fn moment(lang: Lang, text: &str) -> String {
    match text.split_once('T') {
        Some(("", time)) => time.to_owned(),
        Some((day, time)) => format!("{}, {time}", calendar(lang, day)),
        None => calendar(lang, text),
    }
}

fn calendar(lang: Lang, text: &str) -> String {
    let fields: Vec<&str> = text.trim_start_matches('-').split('-').collect();
    let missing = text.len() - text.trim_start_matches('-').len();
    match (missing, fields.as_slice()) {
        (0 | 1, [year]) => decade(lang, year),
        (0 | 1, [year, month]) => format!("{} {year}", part_of_year(lang, month)),
        (0, [year, month, day]) => format!("{} {year}", day_of_month(lang, day, month)),
        (2, [month, day]) => day_of_month(lang, day, month),
        (2, [month]) => part_of_year(lang, month).to_owned(),
        _ => text.to_owned(),
    }
}

fn decade(lang: Lang, year: &str) -> String {
    match year.strip_suffix('X') {
        Some(start) => {
            lang.pick([format!("{}0-е", start.replace('X', "0")), format!("{}0s", start.replace('X', "0"))])
        }
        None => year.to_owned(),
    }
}

fn day_of_month(lang: Lang, day: &str, month: &str) -> String {
    let name = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    let name = name.map_or(month, |[_, of, en]| lang.pick([*of, *en]));
    format!("{} {name}", day.trim_start_matches('0'))
}

/// A month, or one of EDTF's seasons, quarters and halves.
fn part_of_year(lang: Lang, code: &str) -> &str {
    let Ok(number) = code.parse::<usize>() else { return code };
    if let Some([name, _, en]) = MONTHS.get(number.wrapping_sub(1)) {
        return lang.pick([*name, *en]);
    }
    PARTS.iter().find(|(part, _)| *part == number).map_or(code, |(_, names)| lang.pick(*names))
}

const MONTHS: [[&str; 3]; 12] = [
    ["январь", "января", "January"],
    ["февраль", "февраля", "February"],
    ["март", "марта", "March"],
    ["апрель", "апреля", "April"],
    ["май", "мая", "May"],
    ["июнь", "июня", "June"],
    ["июль", "июля", "July"],
    ["август", "августа", "August"],
    ["сентябрь", "сентября", "September"],
    ["октябрь", "октября", "October"],
    ["ноябрь", "ноября", "November"],
    ["декабрь", "декабря", "December"],
];

const PARTS: [(usize, [&str; 2]); 10] = [
    (21, ["весна", "spring"]),
    (22, ["лето", "summer"]),
    (23, ["осень", "autumn"]),
    (24, ["зима", "winter"]),
    (33, ["I квартал", "Q1"]),
    (34, ["II квартал", "Q2"]),
    (35, ["III квартал", "Q3"]),
    (36, ["IV квартал", "Q4"]),
    (40, ["первое полугодие", "first half of"]),
    (41, ["второе полугодие", "second half of"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn digits_stand_in_groups_of_three() {
        for (plain, read) in
            [("0", "0"), ("4900", "4900"), ("12345.5", "12 345.5"), ("-1100000", "−1 100 000")]
        {
            assert_eq!(grouped(plain).replace('\u{202f}', " "), read);
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn dates_are_read_in_every_precision() {
        let cases = [
            ("2024", "2024"),
            ("201X", "2010-е"),
            ("2024-06", "июнь 2024"),
            ("2024-33", "I квартал 2024"),
            ("2024-01-29T09:41", "29 января 2024, 09:41"),
            ("--04-01", "1 апреля"),
            ("T09:41", "09:41"),
            ("2021/2025", "2021 – 2025"),
        ];
        for (edtf, read) in cases {
            assert_eq!(date(Lang::Ru, &edtf.parse().unwrap()), read);
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_bounded_sum_reads_as_one_figure() {
        let unit = Unit { code: "RUB".to_owned(), kind: UnitKind::Currency };
        let read = Amount {
            amount: "1100000000".parse().unwrap(),
            amount_to: None,
            unit: Some(unit),
            comparator: Comparator::Over,
        };
        assert_eq!(amount(Lang::Ru, &read).replace(['\u{202f}', '\u{a0}'], " "), "> 1 100 000 000 ₽");
    }
}
