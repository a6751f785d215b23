// What no request runs, with locks that others wait for.
package cold

import (
	"database/sql"
	"net/http"
	"sync"
	"time"
)

type feed struct {
	mu    sync.Mutex
	db    *sql.DB
	names map[string]string
	tick  *time.Ticker
}

func (f *feed) get(name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.names[name]
}

func (f *feed) poll(url string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	resp, err := http.Get(url) // want "`f.mu` is held while this waits for an HTTP request: everything that needs it waits too"
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	f.names[url] = resp.Status
	return nil
}

func (f *feed) drain() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for name := range f.names {
		delete(f.names, name)
		<-f.tick.C // want "`f.mu` is held while this waits for a sleep"
	}
}

func (f *feed) reset() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.clear() // want "waits for a database query in `.*feed..clear`"
}

func (f *feed) clear() error {
	_, err := f.db.Exec("delete from names")
	return err
}

// Nobody else is there while a program starts.
func newFeed(db *sql.DB) (*feed, error) {
	f := &feed{db: db, names: map[string]string{}}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f, db.Ping()
}

func (f *feed) initialise() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.db.Ping()
}

func (f *feed) startFeed() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.db.Ping()
}

func (f *feed) startWatching(url string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	resp, err := http.Get(url) // want "waits for an HTTP request"
	if err != nil {
		return err
	}
	f.names[url] = resp.Status
	return resp.Body.Close()
}

// It does not last with the lock given up first.
func (f *feed) ask(url string) error {
	f.mu.Lock()
	f.names[url] = ""
	f.mu.Unlock()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Only this function takes the lock: it keeps two runs apart.
type job struct {
	mu sync.Mutex
	db *sql.DB
}

func (j *job) sweep() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, err := j.db.Exec("delete from old")
	return err
}

// It stands in for something slow.
type fakeStore struct {
	mu    sync.Mutex
	delay time.Duration
	count int
}

func (s *fakeStore) put() {
	s.mu.Lock()
	defer s.mu.Unlock()
	time.Sleep(s.delay)
	s.count++
}

func (s *fakeStore) size() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

// pool connects with its lock held, outside of requests.
type pool struct {
	mu   sync.Mutex
	free []*link
}

type link struct{ ready bool }

func (p *pool) take() *link {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		l := p.free[n-1]
		p.free = p.free[:n-1]
		return l
	}
	return connect() // want "`p.mu` is held while this waits for a sleep in `connect`: everything that needs it waits too"
}

func connect() *link {
	l := &link{}
	for tries := 0; tries < 100 && !l.ready; tries++ {
		time.Sleep(time.Millisecond)
	}
	return l
}

func (p *pool) give(l *link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, l)
}

func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = nil
}

type replica struct {
	mu       sync.Mutex
	applied  int
	wanted   int
	addPeer  sync.Mutex
	peers    []string
	networks map[string]int
}

func (r *replica) lag() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.wanted - r.applied
}

func (r *replica) isCurrent(patient bool) bool {
	if r.applied == r.wanted {
		return true
	} else if !patient {
		return false
	}
	time.Sleep(time.Second)
	return r.applied == r.wanted
}

// Nobody waits who is asked not to.
func (r *replica) cleanCurrent() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.isCurrent(false)
}

func (r *replica) healthy() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.isCurrent(true) // want "`r.mu` is held while this waits for a sleep"
}

// A lock that has the name of what it keeps apart.
func (r *replica) addNewPeer(name string, url string) error {
	r.addPeer.Lock()
	defer r.addPeer.Unlock()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	r.peers = append(r.peers, name)
	return resp.Body.Close()
}

func (r *replica) count() int {
	r.addPeer.Lock()
	defer r.addPeer.Unlock()
	return len(r.peers)
}

type fetched struct {
	userNames sync.Mutex
	names     []string
}

// This lock has the name of what it guards.
func (f *fetched) fetchUserNames(url string) error {
	f.userNames.Lock()
	defer f.userNames.Unlock()
	resp, err := http.Get(url) // want "`f.userNames` is held while this waits for an HTTP request"
	if err != nil {
		return err
	}
	f.names = append(f.names, resp.Status)
	return resp.Body.Close()
}

func (f *fetched) count() int {
	f.userNames.Lock()
	defer f.userNames.Unlock()
	return len(f.names)
}
