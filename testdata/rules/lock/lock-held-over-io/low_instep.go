// Package instep keeps what lies in memory in step with the database.
package instep

import (
	"database/sql"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type limits struct {
	mu    sync.Mutex
	db    *sql.DB
	names map[string]int
	sum   int
}

func (l *limits) get(c *gin.Context) {
	l.mu.Lock()
	defer l.mu.Unlock()
	c.JSON(http.StatusOK, l.names[c.Param("name")])
}

// The map changes only if the database has.
func (l *limits) set(name string, limit int) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.db.Exec("update limits set n = $1 where name = $2", limit, name); err != nil { // want "`l.mu` is held while this waits for a database query"
		return err
	}
	l.names[name] = limit
	return nil
}

func (l *limits) put(c *gin.Context) {
	if err := l.set(c.Param("name"), 3); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

// What is written is what nobody may change meanwhile.
func (l *limits) save() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	total := l.sum + 1
	_, err := l.db.Exec("update totals set n = $1", total) // want "`l.mu` is held while this waits for a database query"
	l.sum = total
	return err
}

func (l *limits) total(c *gin.Context) {
	if err := l.save(); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

// The write is a method of what is guarded.
type record struct {
	db   *sql.DB
	text string
}

func (r *record) store(text string) error {
	_, err := r.db.Exec("update records set text = $1", text)
	r.text = text
	return err
}

type shelf struct {
	mu   sync.Mutex
	book *record
}

func (s *shelf) show(c *gin.Context) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.String(http.StatusOK, s.book.text)
}

func (s *shelf) edit(c *gin.Context) {
	if err := s.rewrite(c.Param("text")); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (s *shelf) rewrite(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.book.store(text) // want "`s.mu` is held while this waits for a database query"
}

// A stream is read by one at a time.
type pages struct {
	mu   sync.Mutex
	url  string
	rest []byte
	at   int64
}

func (p *pages) Read(into []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.rest) == 0 {
		resp, err := http.Get(p.url) // want "`p.mu` is held while this waits for an HTTP request"
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		if p.rest, err = io.ReadAll(io.LimitReader(resp.Body, 1<<20)); err != nil {
			return 0, err
		}
	}
	n := copy(into, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

func (p *pages) Seek(offset int64, _ int) (int64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at = offset
	return offset, nil
}

func serve(w http.ResponseWriter, r *http.Request) {
	p := &shared
	if _, err := p.Seek(0, io.SeekStart); err != nil {
		return
	}
	_, _ = io.Copy(w, p)
	_, _ = p.Read(nil)
}

var shared pages

// What was closed is opened again: nobody can use it meanwhile.
type camera struct {
	mu   sync.Mutex
	host string
	conn net.Conn
	busy bool
}

func (c *camera) status(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy {
		w.WriteHeader(http.StatusConflict)
	}
}

func (c *camera) again() error {
	_ = c.Close()
	conn, err := net.Dial("tcp", c.host)
	c.conn = conn
	return err
}

func (c *camera) Close() error { return c.conn.Close() }

func (c *camera) reset(w http.ResponseWriter, r *http.Request) {
	if err := c.restart(); err != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func (c *camera) restart() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy = false
	return c.again() // want "`c.mu` is held while this waits for a connection being made"
}

// Only who has failed waits.
type session struct {
	mu    sync.Mutex
	db    *sql.DB
	token string
}

func (s *session) current() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, err := renewed(s.token)
	if err != nil {
		_, _ = s.db.Exec("delete from tokens where id = 7") // want "`s.mu` is held while this waits for a database query"
		return "", err
	}
	s.token = token
	return token, nil
}

func renewed(token string) (string, error) { return token, nil }

func (s *session) show(c *gin.Context) {
	token, err := s.current()
	if err != nil {
		c.Status(http.StatusUnauthorized)
		return
	}
	c.String(http.StatusOK, token)
}

// Whoever comes while it is down could do nothing.
type resolver struct {
	mu   sync.Mutex
	runs bool
	port int
}

func (r *resolver) stopLocked()        { r.runs = false }
func (r *resolver) startLocked() error { r.runs = true; return nil }

func (r *resolver) apply(c *gin.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopLocked()
	time.Sleep(100 * time.Millisecond) // want "`r.mu` is held while this waits for a sleep"
	r.port++
	if err := r.startLocked(); err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (r *resolver) state(c *gin.Context) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c.JSON(http.StatusOK, r.runs)
}
