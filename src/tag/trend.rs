//! Words that say growth or decline.

use crate::document::Direction;
use Direction::{Down, Up};

/// Words that say growth or decline, by stems that no other common word begins with.
const STEMS: &[(&str, Direction)] = &[
    ("возраст", Up),
    ("возрос", Up),
    ("выраст", Up),
    ("вырос", Up),
    ("выросш", Up),
    ("повыс", Up),
    ("повыш", Up),
    ("подним", Up),
    ("подорож", Up),
    ("подрос", Up),
    ("подраст", Up),
    ("подня", Up),
    ("прибав", Up),
    ("прирост", Up),
    ("прирас", Up),
    ("увелич", Up),
    ("укреп", Up),
    ("ускор", Up),
    ("взлет", Up),
    ("подскоч", Up),
    ("замедл", Down),
    ("обвал", Down),
    ("опуска", Down),
    ("опусти", Down),
    ("ослаб", Down),
    ("обруш", Down),
    ("паден", Down),
    ("подешев", Down),
    ("потер", Down),
    ("просел", Down),
    ("сниж", Down),
    ("сниз", Down),
    ("сокра", Down),
    ("спад", Down),
    ("убав", Down),
    ("убыл", Down),
    ("уменьш", Down),
    ("упав", Down),
    ("упад", Down),
    ("упал", Down),
];

/// Words that stand whole.
const FORMS: &[(&str, Direction)] = &[
    ("рост", Up),
    ("роста", Up),
    ("росту", Up),
    ("ростом", Up),
    ("росте", Up),
    ("растет", Up),
    ("растут", Up),
    ("рос", Up),
    ("росла", Up),
    ("росли", Up),
    ("плюс", Up),
    ("минус", Down),
    ("падает", Down),
    ("падала", Down),
    ("падали", Down),
    ("падал", Down),
];

/// The direction that a folded word says.
pub(crate) fn direction(key: &str) -> Option<Direction> {
    let whole = FORMS.iter().find(|(form, _)| *form == key);
    whole.or_else(|| STEMS.iter().find(|(stem, _)| key.starts_with(stem))).map(|(_, direction)| *direction)
}
