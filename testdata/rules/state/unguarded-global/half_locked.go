// Package nodes has a map of the package that is not locked everywhere.
package nodes

import (
	"fmt"
	"net/http"
	"sync"
)

type node struct{ up bool }

var (
	mutex sync.Mutex
	nodes map[string]*node
)

func record(id string) {
	mutex.Lock()
	if nodes == nil {
		nodes = map[string]*node{}
	}
	nodes[id] = &node{up: true}
	mutex.Unlock()
}

func follow(id string, lost <-chan struct{}) {
	go func() {
		for range lost {
			if nodes[id] != nil { // want "`nodes` is read here with no lock held, though `mutex` is held where it is written"
				mutex.Lock()
				nodes[id].up = false
				mutex.Unlock()
			}
		}
	}()
}

func forget(id string) {
	mutex.Lock()
	defer mutex.Unlock()
	delete(nodes, id)
}

func Lookup(id string) bool {
	mutex.Lock()
	defer mutex.Unlock()
	return nodes[id] != nil
}

func status(w http.ResponseWriter, r *http.Request) {
	found, ok := nodes[r.URL.Path] // want "`nodes` is read here with no lock held"
	fmt.Fprintln(w, ok && found.up)
}
