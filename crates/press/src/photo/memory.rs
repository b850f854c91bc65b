//! How much memory the photos in the press take together.
//!
//! Photos are pressed in parallel, and a large one takes hundreds of mebibytes for a
//! moment. So whoever is about to take much says how much and waits for its turn.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::bounds::MEMORY_BUDGET;

static BUDGET: Budget = Budget::new(MEMORY_BUDGET);

/// Waits until `bytes` are to be had of the budget of all photos, and takes them
/// until the permit is dropped.
///
/// Who holds a permit must not wait for other work, as in a `rayon` join: that work
/// might be waiting for a permit.
pub fn reserve(bytes: u64) -> Permit<'static> {
    BUDGET.reserve(bytes)
}

/// A quantity that is handed out in the order of asking: else a large photo would
/// wait for as long as there are small ones.
struct Budget {
    whole: u64,
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    taken: u64,
    /// The number of who asks next.
    next: u64,
    /// The number of whose turn it is.
    turn: u64,
}

impl Budget {
    const fn new(whole: u64) -> Self {
        Self {
            whole,
            state: Mutex::new(State {
                taken: 0,
                next: 0,
                turn: 0,
            }),
            changed: Condvar::new(),
        }
    }

    /// Who asks for more than the whole budget gets the whole budget.
    fn reserve(&self, bytes: u64) -> Permit<'_> {
        let bytes = bytes.min(self.whole);
        let mut state = self.state();
        let number = state.next;
        state.next += 1;
        while state.turn != number || state.taken + bytes > self.whole {
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.taken += bytes;
        state.turn += 1;
        // The next in the queue may fit as well.
        self.changed.notify_all();
        Permit {
            budget: self,
            bytes,
        }
    }

    /// Nothing under the lock can panic, so poison would mean nothing.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A part of the budget; dropped, it goes back.
pub struct Permit<'a> {
    budget: &'a Budget,
    bytes: u64,
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.budget.state().taken -= self.bytes;
        self.budget.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::Budget;

    #[test]
    fn no_more_is_taken_at_once_than_there_is() {
        let budget = Budget::new(10);
        let taken = AtomicU64::new(0);
        thread::scope(|scope| {
            for thread in 0..8 {
                let (budget, taken) = (&budget, &taken);
                scope.spawn(move || {
                    for round in 0..200 {
                        let bytes = (thread * 3 + round) % 10 + 1;
                        let permit = budget.reserve(bytes);
                        let now = taken.fetch_add(bytes, Ordering::SeqCst) + bytes;
                        assert!(now <= 10, "{now} at once");
                        taken.fetch_sub(bytes, Ordering::SeqCst);
                        drop(permit);
                    }
                });
            }
        });
        assert_eq!(budget.state().taken, 0);
    }

    #[test]
    fn who_asks_for_more_than_there_is_gets_all_of_it() {
        let budget = Budget::new(10);
        drop(budget.reserve(1_000));
        let permit = budget.reserve(1_000);
        assert_eq!(permit.bytes, 10);
    }
}
