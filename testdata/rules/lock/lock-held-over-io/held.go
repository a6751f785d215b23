package p

import (
	"database/sql"
	"net"
	"net/http"
	"os/exec"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

type visits struct {
	mu     sync.Mutex
	db     *sql.DB
	client *http.Client
	counts map[string]int
	events chan string
}

var outgoing = &http.Client{Timeout: time.Second}

func (v *visits) forget() {
	v.mu.Lock()
	clear(v.counts)
	v.mu.Unlock()
}

func (v *visits) query(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.counts[r.URL.Path]++
	rows, err := v.db.Query("select pg_sleep(3)") // want "`v.mu` is held while this waits for a database query: every request that needs it waits too"
	if err != nil {
		return
	}
	defer rows.Close()
}

func (v *visits) request(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	resp, err := v.client.Get("http://example.com") // want "waits for an HTTP request"
	v.mu.Unlock()
	if err == nil {
		resp.Body.Close()
	}
}

func (v *visits) sleeps(c *gin.Context) {
	v.mu.Lock()
	defer v.mu.Unlock()
	time.Sleep(time.Second) // want "waits for a sleep"
	c.Status(http.StatusOK)
}

func (v *visits) middleware() gin.HandlerFunc {
	return func(c *gin.Context) {
		v.mu.Lock()
		defer v.mu.Unlock()
		c.Next() // want "waits for the handlers that follow"
	}
}

func (v *visits) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		v.counts[r.URL.Path]++
		next.ServeHTTP(w, r) // want "the handlers that follow"
		v.mu.Unlock()
	})
}

func (v *visits) wrapFunc(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		defer v.mu.Unlock()
		next(w, r) // want "the handlers that follow"
	}
}

func (v *visits) store(path string) error {
	_, err := v.db.Exec("insert into visits values ($1)", path)
	return err
}

func (v *visits) callee(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.store(r.URL.Path); err != nil { // want "waits for a database query in `..visits..store`"
		http.Error(w, "failed", http.StatusInternalServerError)
	}
}

func (v *visits) outer(path string) error { return v.store(path) }

func (v *visits) twoCalls(c *gin.Context) {
	v.mu.Lock()
	err := v.outer(c.FullPath()) // want "a database query"
	v.mu.Unlock()
	if err != nil {
		c.Status(http.StatusInternalServerError)
	}
}

func (v *visits) sends(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.events <- r.URL.Path // want "a channel"
}

func (v *visits) selects(w http.ResponseWriter, r *http.Request) {
	v.mu.Lock()
	defer v.mu.Unlock()
	select { // want "a channel"
	case v.events <- r.URL.Path:
	case <-r.Context().Done():
	}
}

func (v *visits) runs(c *gin.Context) {
	v.mu.Lock()
	defer v.mu.Unlock()
	out, err := exec.Command("uptime").Output() // want "another process"
	if err == nil {
		c.String(http.StatusOK, string(out))
	}
}

func (v *visits) dials(c *gin.Context) {
	v.mu.Lock()
	defer v.mu.Unlock()
	conn, err := net.DialTimeout("tcp", "example.com:80", time.Second) // want "a connection being made"
	if err == nil {
		conn.Close()
	}
}

var (
	pages   sync.RWMutex
	content = map[string]string{}
)

func page(w http.ResponseWriter, r *http.Request) {
	pages.RLock()
	defer pages.RUnlock()
	resp, err := outgoing.Get(content[r.URL.Path]) // want "`pages` is held while this waits for an HTTP request"
	if err == nil {
		resp.Body.Close()
	}
}

func (v *visits) cached(c *gin.Context) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.counts == nil {
		v.store("all") // want "a database query"
	}
}

// A helper gives it up for one wait, and not for the other.
type leader struct {
	sync.Mutex
	behind int
}

func (l *leader) fresh(w http.ResponseWriter, _ *http.Request) {
	l.Lock()
	defer l.Unlock()
	l.catchUp() // want "`l` is held while this waits for a sleep in `.*leader.*catchUp`"
	w.WriteHeader(http.StatusNoContent)
}

func (l *leader) lag(w http.ResponseWriter, _ *http.Request) {
	l.Lock()
	defer l.Unlock()
	if l.behind > 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (l *leader) catchUp() {
	l.Unlock()
	time.Sleep(time.Second)
	l.Lock()
	if l.behind > 0 {
		time.Sleep(time.Second)
	}
}
