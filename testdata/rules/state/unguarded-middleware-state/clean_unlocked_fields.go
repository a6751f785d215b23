// Package quiet has fields that are set under a lock and, with good reason, used without it.
package quiet

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// The first who needs it loads it, and whoever uses it has made sure of that.
type model struct {
	mu     sync.Mutex
	path   string
	labels []string
}

func (m *model) load() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.labels != nil {
		return
	}
	m.labels = []string{m.path}
}

func (m *model) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.load()
	fmt.Fprintln(w, m.labels)
}

// All who call what reads it have it set first.
type table struct {
	mu   sync.Mutex
	rows []string
}

func (t *table) fill(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = []string{name}
}

func (t *table) print(w http.ResponseWriter) { fmt.Fprintln(w, t.rows) }

func (t *table) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	t.fill(r.URL.Path)
	t.print(w)
}

// Only main sets this one, before anything is served.
type api struct {
	mu      sync.Mutex
	address string
}

func (a *api) SetAddress(address string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.address = address
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, a.address) }

// Each request has its own.
type answer struct {
	mu   sync.Mutex
	text string
}

func (a *answer) say(text string) {
	a.mu.Lock()
	a.text = text
	a.mu.Unlock()
}

func (a *answer) write(w http.ResponseWriter) { fmt.Fprintln(w, a.text) }

func greet(w http.ResponseWriter, r *http.Request) {
	own := &answer{}
	own.say(r.URL.Path)
	own.write(w)
}

// The workers are started by who has the lock, and waited for.
type sorter struct {
	mu   sync.Mutex
	wait sync.WaitGroup
	rows []string
}

func (s *sorter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rows = r.URL.Query()["row"]
	s.start()
	s.wait.Wait()
}

func (s *sorter) start() {
	for n := range 4 {
		s.wait.Add(1)
		go s.work(n)
	}
}

func (s *sorter) work(n int) {
	defer s.wait.Done()
	println(len(s.rows), n)
}

// Whoever calls this one has the lock.
type ledger struct {
	mu    sync.Mutex
	lines []string
}

func (l *ledger) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, r.URL.Path)
	l.print(w)
}

func (l *ledger) print(w http.ResponseWriter) { fmt.Fprintln(w, l.lines) }

// Most do without: the lock is there for something else.
type theme struct {
	mu    sync.Mutex
	name  string
	usage int
}

func (t *theme) choose(w http.ResponseWriter, r *http.Request) {
	t.mu.Lock()
	t.usage++
	t.name = r.FormValue("name")
	t.mu.Unlock()
}

func (t *theme) head(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "head", t.name) }
func (t *theme) foot(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "foot", t.name) }

// The token goes round: who has received it is alone until it is sent back.
type users struct {
	known chan map[string]bool
	sum   string
}

func (u *users) refresh(names []string, sum string) {
	known := <-u.known
	if u.sum == sum {
		u.known <- known
		return
	}
	known = map[string]bool{}
	for _, name := range names {
		known[name] = true
	}
	u.sum = sum
	u.known <- known
}

func (u *users) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u.refresh(r.URL.Query()["name"], r.FormValue("sum"))
}

// What says that its caller has the lock does not give it up.
type player struct {
	mu       sync.Mutex
	previous string
	stream   []string
}

func (p *player) releaseStreamLocked() { p.stream = nil }

func (p *player) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.releaseStreamLocked()
	p.previous = r.URL.Path
	p.mu.Unlock()
}

// Whoever calls the literal has the lock.
type items struct {
	mu   sync.Mutex
	rows []string
	deny []string
}

func (i *items) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	find := func(name string) bool {
		for _, row := range i.rows {
			if row == name {
				return true
			}
		}
		return len(i.deny) > 0 && i.deny[0] == name
	}
	if !find(r.FormValue("name")) {
		i.rows = append(i.rows[:0], r.FormValue("name"))
		i.deny = r.URL.Query()["deny"]
	}
}

// An atomic says that the text is there for good.
type notice struct {
	mu    sync.Mutex
	ready atomic.Bool
	text  string
}

func (n *notice) put(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.ready.Load() {
		return
	}
	n.text = r.FormValue("text")
	n.ready.Store(true)
}

func (n *notice) get(w http.ResponseWriter, r *http.Request) {
	if !n.ready.Load() {
		http.Error(w, "not yet", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, n.text)
}

// The copy is made under the lock.
type view struct {
	mu   *sync.Mutex
	rows []string
}

func (v *view) put(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	v.rows = r.URL.Query()["row"]
	v.mu.Unlock()
}

func (v *view) copy() view {
	v.mu.Lock()
	defer v.mu.Unlock()
	return *v
}

func (v view) print(w http.ResponseWriter) { fmt.Fprintln(w, v.rows) }

func (v *view) get(w http.ResponseWriter, r *http.Request) { v.copy().print(w) }

// Nothing but tests calls the setter.
type named struct {
	mu   sync.Mutex
	name string
}

func (n *named) SetName(name string) {
	n.mu.Lock()
	n.name = name
	n.mu.Unlock()
}

func (n *named) ServeHTTP(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, n.name) }

func main() {
	served := &api{}
	served.SetAddress("localhost")
	chosen := &theme{}
	http.HandleFunc("/choose", chosen.choose)
	http.HandleFunc("/head", chosen.head)
	http.HandleFunc("/foot", chosen.foot)
	http.HandleFunc("/greet", greet)
	http.Handle("/model", &model{path: "labels"})
	http.Handle("/table", &table{})
	http.Handle("/api", served)
	http.Handle("/sort", &sorter{})
	http.Handle("/ledger", &ledger{})
	http.Handle("/users", &users{known: make(chan map[string]bool, 1)})
	http.Handle("/play", &player{})
	shown := &notice{}
	http.HandleFunc("/put", shown.put)
	http.HandleFunc("/get", shown.get)
	seen := &view{mu: &sync.Mutex{}}
	http.HandleFunc("/view", seen.get)
	http.HandleFunc("/rows", seen.put)
	http.Handle("/items", &items{})
	http.Handle("/named", &named{})
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Minute, ReadTimeout: time.Minute}
	panic(server.ListenAndServe())
}
