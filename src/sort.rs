//! Stable sorts that share one implementation. The standard library's are compiled anew for every type, to a kilobyte
//! each in the page, gzipped.

use std::cmp::Ordering;
use std::mem;

/// Sorts by the order of the items.
pub fn sort<T: Ord>(items: &mut [T]) {
    by(items, T::cmp);
}

/// Sorts by the order of keys.
///
/// ```
/// let mut words = vec!["трактор", "куб", "дом"];
/// razmetka::sort::by_key(&mut words, |word| word.len());
/// assert_eq!(words, ["куб", "дом", "трактор"]);
/// ```
pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a comparison.
pub fn by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let mut order = sorted(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    // Every cycle of the permutation is walked once.
    for start in 0..order.len() {
        let mut at = start;
        while order[at] != start {
            let from = order[at];
            items.swap(at, from);
            order[at] = at;
            at = from;
        }
        order[at] = at;
    }
}

/// Sorts numbers of `bytes` bytes by one byte after the other, from the lowest on: in a time linear in their count.
pub(crate) fn by_bytes(numbers: &mut Vec<u64>, bytes: u32) {
    let mut sorted = vec![0; numbers.len()];
    for shift in (0..8 * bytes).step_by(8) {
        let digit = |number: u64| (number >> shift & 0xFF) as usize;
        let mut places = [0; 257];
        numbers.iter().for_each(|&number| places[digit(number) + 1] += 1);
        for at in 1..places.len() {
            places[at] += places[at - 1];
        }
        for &number in numbers.iter() {
            let place = &mut places[digit(number)];
            sorted[*place] = number;
            *place += 1;
        }
        mem::swap(numbers, &mut sorted);
    }
}

/// The places of `length` items, in the order of the items.
fn sorted(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    if order.windows(2).any(|pair| compare(pair[0], pair[1]) == Ordering::Greater) {
        order.sort_by(|&a, &b| compare(a, b));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_are_sorted_by_their_bytes(numbers in prop::collection::vec(0_u64..1 << 24, 0..80)) {
            let (mut ours, mut theirs) = (numbers.clone(), numbers);
            by_bytes(&mut ours, 3);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn items_are_sorted_as_by_the_standard_library(items in prop::collection::vec((0_u8..5, any::<u8>()), 0..80)) {
            let (mut ours, mut theirs) = (items.clone(), items);
            by_key(&mut ours, |item| item.0);
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(&ours, &theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            prop_assert_eq!(ours, theirs);
        }
    }
}
