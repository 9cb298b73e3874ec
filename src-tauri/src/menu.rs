//! The native menu, made from the window's list of commands.

use tauri::menu::{MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Runtime};

use crate::dto::MenuEntry;

/// Shows `entries`, each under the menu it names, in their order. Keys stand in the labels: the
/// window handles them, because most are single letters that text fields need too.
///
/// # Errors
/// When the system gives no menu.
pub fn show<R: Runtime>(app: &AppHandle<R>, entries: &[MenuEntry]) -> tauri::Result<()> {
    let mut titles: Vec<&str> = Vec::new();
    for entry in entries {
        if !titles.contains(&entry.menu.as_str()) {
            titles.push(&entry.menu);
        }
    }
    let mut menu = MenuBuilder::new(app);
    for title in titles {
        let mut submenu = SubmenuBuilder::new(app, title);
        for entry in entries.iter().filter(|entry| entry.menu == title) {
            let item = MenuItemBuilder::with_id(&entry.command, &entry.label).build(app)?;
            submenu = submenu.item(&item);
        }
        menu = menu.item(&submenu.build()?);
    }
    app.set_menu(menu.build()?)?;
    Ok(())
}
