//! Watches the files that a build reads, also when their folders are taken away and come back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use notify::event::{EventKind, ModifyKind};
use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use supportt_engine::load::Places;
use supportt_source::build_error::BuildError;

/// Watches a project, and tells of every change.
pub(super) struct Watching {
    root: PathBuf,
    changes: mpsc::UnboundedSender<()>,
    places: Places,
    /// Whether something that is watched for itself came or went: what stood there is then watched no longer, though
    /// something of the same name is there.
    is_outdated: Arc<AtomicBool>,
    _watcher: RecommendedWatcher,
}

impl Watching {
    /// Watches the project in the folder `root`.
    pub(super) fn start(root: &Path, changes: mpsc::UnboundedSender<()>) -> Result<Self, BuildError> {
        let places = Places::find(root);
        let is_outdated = Arc::new(AtomicBool::new(false));
        let watcher = watch(places.clone(), changes.clone(), Arc::clone(&is_outdated)).map_err(|error| {
            BuildError::other(
                format!("changes cannot be watched: {error}"),
                "build with `supportt build` instead",
            )
        })?;
        Ok(Self { root: root.to_path_buf(), changes, places, is_outdated, _watcher: watcher })
    }

    /// Watches what is there now. To be called before the files are read, so that no change is missed.
    pub(super) fn refresh(&mut self) -> Result<(), BuildError> {
        if self.is_outdated.load(Ordering::Relaxed) || Places::find(&self.root) != self.places {
            *self = Self::start(&self.root, self.changes.clone())?;
        }
        Ok(())
    }
}

fn watch(
    places: Places,
    changes: mpsc::UnboundedSender<()>,
    is_outdated: Arc<AtomicBool>,
) -> notify::Result<RecommendedWatcher> {
    let Places { trees, folders, .. } = places.clone();
    let on_event = move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        // Reading a file is an event too, and a build reads them all.
        if event.kind.is_access() || !event.need_rescan() && !event.paths.iter().any(|path| places.have(path))
        {
            return;
        }
        let comes_or_goes =
            !matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
        if comes_or_goes && event.paths.iter().any(|path| places.entries.contains(path)) {
            is_outdated.store(true, Ordering::Relaxed);
        }
        // Nobody listens any more only when the server is about to end.
        changes.send(()).ok();
    };
    // Where links lead is among the places.
    let mut watcher = RecommendedWatcher::new(on_event, Config::default().with_follow_symlinks(false))?;
    for (places, mode) in [(trees, RecursiveMode::Recursive), (folders, RecursiveMode::NonRecursive)] {
        for place in places {
            watcher.watch(&place, mode)?;
        }
    }
    Ok(watcher)
}
