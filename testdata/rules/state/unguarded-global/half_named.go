// Package post keeps its maps under locks where it fills them, and shows them without.
package post

import (
	"encoding/json"
	"net/http"
	"sync"
)

var (
	mails      = map[string][]string{}
	mailsMutex sync.Mutex

	lock   sync.Mutex
	routes = map[string]string{}
	zones  = map[string]string{}
	hosts  = map[string]string{}

	guard sync.Mutex
	owned = map[string]string{}

	mu sync.Mutex
	m  = map[string]string{}
)

func receive(to, text string) {
	mailsMutex.Lock()
	defer mailsMutex.Unlock()
	mails[to] = append(mails[to], text)
}

func all() (found []string) {
	for _, texts := range mails { // want "`mails` is ranged over here with no lock held, though `mailsMutex` is held where it is written"
		found = append(found, texts...)
	}
	return found
}

func one(to string) []string {
	return mails[to] // want "`mails` is read here with no lock held"
}

// A lock that is there for others, too.
func setRoute(name, to string) {
	lock.Lock()
	defer lock.Unlock()
	routes[name] = to
}

func setZone(name, to string) {
	lock.Lock()
	defer lock.Unlock()
	zones[name] = to
}

func setHost(name, to string) {
	lock.Lock()
	defer lock.Unlock()
	hosts[name] = to
}

func table() (found []string) {
	for name := range routes { // want "`routes` is ranged over here with no lock held, though `lock` is held where it is written"
		found = append(found, name)
	}
	return found
}

// Nothing says what this lock is for, and one function alone takes it.
func own(name, to string) {
	guard.Lock()
	defer guard.Unlock()
	owned[name] = to
}

func owner(name string) string { return owned[name] }

func setAny(name, to string) {
	mu.Lock()
	defer mu.Unlock()
	m[name] = to
}

func anyOf(name string) string { return m[name] + m[name+"s"] }

func anyAll() (found []string) {
	for name := range m {
		found = append(found, name)
	}
	return found
}

// No request comes here.
func zoneOf(name string) string { return zones[name] }

func show(w http.ResponseWriter, r *http.Request) {
	to := r.FormValue("to")
	if r.Method == http.MethodPost {
		receive(to, r.FormValue("text"))
		setRoute(to, to)
		setZone(to, to)
		setHost(to, to)
		own(to, to)
		setAny(to, to)
	}
	_ = json.NewEncoder(w).Encode([]any{all(), one(to), table(), owner(to), anyOf(to), anyAll()})
}

func serve(mux *http.ServeMux) { mux.HandleFunc("/mails", show) }
