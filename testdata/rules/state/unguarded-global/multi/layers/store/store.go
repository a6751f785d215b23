package store

import "sync"

var (
	mode   string
	items  []string
	saved  = map[string]int{}
	access sync.RWMutex
)

// Configure is for main, before serving.
func Configure(name string) { mode = name }

func Save(item string) {
	saved[item]++ // want "saved"
	access.Lock()
	defer access.Unlock()
	items = append(items, item+"@"+mode)
}

func List() []string {
	access.RLock()
	defer access.RUnlock()
	return append([]string(nil), items...)
}
