//! What a page holds, as Chromium's debugging protocol has it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::Reader;

/// Runs before every page that is to be measured: notes the memory of every program.
pub const MEMORIES: &str = r"
    window.memories = [];
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name].bind(WebAssembly);
        WebAssembly[name] = async (...given) => {
            const made = await own(...given);
            const exports = Object.values((made.instance ?? made).exports);
            memories.push(...exports.filter((it) => it instanceof WebAssembly.Memory));
            return made;
        };
    }
";

/// What a page holds after everything that nobody needs has been thrown away. A test asks for
/// [`Ability::Memory`](crate::Ability::Memory) first.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Bytes of scripts' objects.
    pub script: f64,
    /// Bytes of WebAssembly's memory.
    pub wasm: f64,
    /// Nodes of documents.
    pub nodes: f64,
    /// Listeners of events.
    pub listeners: f64,
}

impl Memory {
    /// As it is now, in a page before which [`MEMORIES`] has run.
    pub async fn of(reader: &Reader) -> Result<Self> {
        reader.devtools("Performance.enable", json!({})).await?;
        // What a first round lets go of may have held something that only a second one finds.
        for _ in 0..2 {
            reader
                .devtools("HeapProfiler.collectGarbage", json!({}))
                .await?;
        }
        let metrics = reader.devtools("Performance.getMetrics", json!({})).await?;
        let metric = |name: &str| {
            let all: &[Value] = metrics["metrics"].as_array().map_or(&[], Vec::as_slice);
            let found = all.iter().find(|it| it["name"] == name);
            found
                .and_then(|it| it["value"].as_f64())
                .with_context(|| format!("the browser does not know its {name}"))
        };
        let wasm = reader
            .sees("memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0)")
            .await?;
        Ok(Self {
            script: metric("JSHeapUsedSize")?,
            wasm: wasm.as_f64().context("bytes are a number")?,
            nodes: metric("Nodes")?,
            listeners: metric("JSEventListeners")?,
        })
    }

    /// Bytes of both.
    pub fn bytes(&self) -> f64 {
        self.script + self.wasm
    }
}
