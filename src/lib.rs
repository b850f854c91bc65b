//! What runs in the browser, on two floors.
//!
//! [`read`] is what a reader does: one behaviour a file, working on any page that
//! the view wrote. [`open`] finds a bundle by its address, fetches it and has the view build it; only
//! the viewer needs that. The programs over them are thin.

pub mod dom;
pub mod open;
pub mod read;
pub mod state;

/// Some two kilobytes less, compressed, than the allocator that Rust brings along.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
