//! Signals, and effects that run again when a signal that they read changes.
//!
//! A page has a few dozen of each, on one thread; a library for it would weigh more than the views. Signals live as
//! long as the page, so their handles are copied freely.

use std::cell::RefCell;
use std::mem;
use std::rc::{Rc, Weak};

/// A value that effects follow.
pub(crate) struct Signal<T: 'static>(&'static Followed<T>);

struct Followed<T> {
    value: RefCell<T>,
    followers: Followers,
}

#[derive(Default)]
struct Followers(RefCell<Vec<Weak<Effect>>>);

/// Something that runs again; what was begun within it ends before it does.
struct Effect {
    run: RefCell<Box<dyn FnMut()>>,
    within: RefCell<Vec<Rc<Effect>>>,
}

thread_local! {
    /// The effect that runs at the moment.
    static CURRENT: RefCell<Option<Rc<Effect>>> = const { RefCell::new(None) };
    /// Effects that have to run again.
    static WAITING: RefCell<Vec<Weak<Effect>>> = const { RefCell::new(Vec::new()) };
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T> Signal<T> {
    /// A signal with its first value.
    pub(crate) fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Followed { value: RefCell::new(value), followers: Followers::default() })))
    }

    /// Looks at the value; the effect that does so follows the signal.
    pub(crate) fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        self.0.followers.add_current();
        self.with_untracked(look)
    }

    /// Looks at the value as it is now.
    pub(crate) fn with_untracked<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.0.value.borrow())
    }

    /// Changes the value.
    pub(crate) fn set(self, value: T) {
        *self.0.value.borrow_mut() = value;
        self.0.followers.wake();
    }

    /// Changes the value in its place.
    pub(crate) fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut self.0.value.borrow_mut());
        self.0.followers.wake();
        result
    }
}

impl<T: Clone> Signal<T> {
    /// The value; the effect that asks follows the signal.
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl Followers {
    fn add_current(&self) {
        CURRENT.with_borrow(|current| {
            let Some(effect) = current else { return };
            let mut followers = self.0.borrow_mut();
            followers.retain(|other| other.strong_count() > 0);
            if !followers.iter().any(|other| other.as_ptr() == Rc::as_ptr(effect)) {
                followers.push(Rc::downgrade(effect));
            }
        });
    }

    fn wake(&self) {
        let woken = mem::take(&mut *self.0.borrow_mut());
        if woken.is_empty() {
            return;
        }
        let is_first = WAITING.with_borrow_mut(|waiting| {
            let is_first = waiting.is_empty();
            for effect in woken {
                if !waiting.iter().any(|other| other.ptr_eq(&effect)) {
                    waiting.push(effect);
                }
            }
            is_first
        });
        if is_first {
            wasm_bindgen_futures::spawn_local(async { settle() });
        }
    }
}

/// Runs now, and again after each change of a signal that it read; ends with the effect that it was begun in.
pub(crate) fn effect(run: impl FnMut() + 'static) {
    begin(Box::new(run));
}

fn begin(run: Box<dyn FnMut()>) {
    let effect = Rc::new(Effect { run: RefCell::new(run), within: RefCell::default() });
    let outer = CURRENT.with_borrow(Clone::clone);
    match outer {
        Some(outer) => outer.within.borrow_mut().push(Rc::clone(&effect)),
        // One of the page's own: there is nothing that it could end with.
        None => mem::forget(Rc::clone(&effect)),
    }
    run_again(&effect);
}

fn run_again(effect: &Rc<Effect>) {
    drop(mem::take(&mut *effect.within.borrow_mut()));
    let outer = CURRENT.replace(Some(Rc::clone(effect)));
    (effect.run.borrow_mut())();
    CURRENT.set(outer);
}

/// Runs what waits, the outer effects first, until nothing does.
fn settle() {
    loop {
        let waiting = WAITING.take();
        if waiting.is_empty() {
            return;
        }
        for effect in waiting.iter().filter_map(Weak::upgrade) {
            run_again(&effect);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn counter() -> (Rc<Cell<u32>>, Rc<Cell<u32>>) {
        let count = Rc::new(Cell::new(0));
        (Rc::clone(&count), count)
    }

    #[wasm_bindgen_test]
    fn an_effect_runs_once_for_all_changes_before_it() {
        let (count, counted) = counter();
        let (a, b) = (Signal::new(1), Signal::new(2));
        effect(move || counted.set(counted.get() + a.get() + b.get()));
        a.set(10);
        b.set(20);
        settle();
        assert_eq!(count.get(), 3 + 30);
        settle();
        assert_eq!(count.get(), 33);
    }

    #[wasm_bindgen_test]
    fn what_was_begun_within_an_effect_ends_with_its_run() {
        let (count, counted) = counter();
        let (outer, inner) = (Signal::new(()), Signal::new(()));
        effect(move || {
            outer.get();
            let counted = Rc::clone(&counted);
            effect(move || {
                inner.get();
                counted.set(counted.get() + 1);
            });
        });
        outer.set(());
        settle();
        inner.set(());
        settle();
        assert_eq!(count.get(), 3, "one inner effect lives at a time");
    }

    #[wasm_bindgen_test]
    fn looking_without_following_starts_nothing() {
        let (count, counted) = counter();
        let signal = Signal::new(0);
        effect(move || counted.set(counted.get() + 1 + signal.get_untracked()));
        signal.set(5);
        settle();
        assert_eq!(count.get(), 1);
    }
}
