package systems

// Show opens a folder.
func Show(folder string) error { return show(folder) }
