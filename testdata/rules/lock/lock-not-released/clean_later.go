// Package later leaves locked what a second loop deals with.
package later

import "sync"

type record struct {
	mu   sync.Mutex
	used bool
	gone bool
}

type doomed struct{ *record }

func (r *record) free() bool { return !r.used && !r.gone }

// Who is to go stays locked until it is gone.
func prune(all []*record) int {
	var going []*doomed
	for _, r := range all {
		r.mu.Lock()
		if r.free() {
			going = append(going, &doomed{r})
			continue
		}
		r.mu.Unlock()
	}
	for _, d := range going {
		d.gone = true
		d.mu.Unlock()
	}
	return len(going)
}
