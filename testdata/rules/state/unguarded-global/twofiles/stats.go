package twofiles

import "sync"

var (
	pageViews = map[string]int{}
	guard     sync.Mutex
	allViews  int
)

func bump(page string) {
	guard.Lock()
	allViews++
	guard.Unlock()
	pageViews[page]++ // want "pageViews"
}
