//! Rhythm: lists of teasers repeat a pattern of lines (headline, paragraph, time), articles do not.

use std::ops::Range;

use super::facts::Facts;

/// Lines that are looked at each way.
const REACH: usize = 10;
/// Periods that are tried.
const PERIODS: Range<usize> = 2..6;
/// Sorts of lines, see [`sort`].
const SORTS: usize = 4;

/// What the pattern of lines says about each.
#[derive(Debug, Default)]
pub(super) struct Rhythm {
    /// How much more the lines around repeat in their best period than lines in a random order would, 0 to 1.
    pub(super) beat: Vec<f32>,
    /// Lines with a time alone among those around.
    pub(super) stamps: Vec<u32>,
    /// Paragraphs in a row that each line stands in.
    pub(super) row: Vec<u32>,
    /// Lines with a time alone before each line, and in all.
    pub(super) stamped: Vec<u32>,
}

impl Rhythm {
    pub(super) fn of(facts: &[Facts]) -> Self {
        let sorts: Vec<u8> = facts.iter().map(sort).collect();
        let mut rhythm = Self { stamped: vec![0], ..Self::default() };
        for (at, facts) in facts.iter().enumerate() {
            rhythm.stamped.push(rhythm.stamped[at] + u32::from(facts.is_stamp));
        }
        for at in 0..sorts.len() {
            let around = at.saturating_sub(REACH)..(at + REACH + 1).min(sorts.len());
            rhythm.stamps.push(rhythm.stamped[around.end] - rhythm.stamped[around.start]);
            rhythm.beat.push(beat(&sorts[around]));
        }
        rhythm.row = rows(facts);
        rhythm
    }
}

/// Time, paragraph, headline, anything shorter.
fn sort(facts: &Facts) -> u8 {
    match facts {
        _ if facts.is_stamp => 0,
        _ if facts.is_prose() => 1,
        _ if facts.words >= 4 => 2,
        _ => 3,
    }
}

fn beat(sorts: &[u8]) -> f32 {
    let mut counts = [0_f32; SORTS];
    for &sort in sorts {
        counts[usize::from(sort)] += 1.0;
    }
    let expected: f32 =
        counts.iter().map(|count| count * count).sum::<f32>() / (sorts.len() * sorts.len()) as f32;
    let matches = |period: usize| {
        let pairs = sorts.len().saturating_sub(period);
        let equal = sorts.iter().zip(sorts.iter().skip(period)).filter(|(a, b)| a == b).count();
        equal as f32 / pairs.max(1) as f32
    };
    let best = PERIODS.map(matches).fold(0.0, f32::max);
    // Lines of one sort alone have no rhythm.
    ((best - expected) / (1.0 - expected).max(0.3)).max(0.0)
}

fn rows(facts: &[Facts]) -> Vec<u32> {
    let mut rows = vec![0; facts.len()];
    let mut start = 0;
    while start < facts.len() {
        let length = facts[start..].iter().take_while(|facts| facts.is_prose()).count();
        rows[start..start + length].fill(length as u32);
        start += length + 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_the_middle(lines: &[&str]) -> (f32, u32, u32) {
        let facts: Vec<Facts> = lines.iter().map(|line| Facts::of(line)).collect();
        let (rhythm, middle) = (Rhythm::of(&facts), lines.len() / 2);
        (rhythm.beat[middle], rhythm.stamps[middle], rhythm.row[middle])
    }

    #[test]
    fn teasers_have_a_rhythm_and_articles_have_none() {
        let teasers = [
            "Поезд сошёл с рельсов в Индии",
            "Два человека погибли, более пятидесяти ранены при крушении.",
            "Сегодня, 7:37",
            "Самолёт МЧС вылетел в Ливан",
            "На его борту тонны помощи беженцам из соседней Сирии.",
            "Вчера, 20:46",
        ];
        let (beat, stamps, row) = at_the_middle(&teasers.repeat(3));
        assert!(beat > 0.9 && stamps >= 5 && row <= 1, "{beat} {stamps} {row}");
        let article = ["Два человека погибли, более пятидесяти ранены при крушении."; 15];
        assert_eq!(at_the_middle(&article), (0.0, 0, 15));
    }
}
