package waits

import (
	"context"
	"database/sql"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// A lock of one request: nobody else can wait for it.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var mu sync.Mutex
		done := make(chan struct{})
		go func() {
			mu.Lock()
			defer mu.Unlock()
			next.ServeHTTP(w, r)
			close(done)
		}()
		<-done
	})
}

type progress struct {
	mu   sync.Mutex
	rows int
}

func report(db *sql.DB) gin.HandlerFunc {
	return func(c *gin.Context) {
		state := &progress{}
		state.mu.Lock()
		defer state.mu.Unlock()
		_ = db.QueryRowContext(c.Request.Context(), "select count(*) from reports").Scan(&state.rows)
		c.JSON(200, state.rows)
	}
}

// The same lock made once for all requests.
func counted(db *sql.DB) gin.HandlerFunc {
	var mu sync.Mutex
	return func(c *gin.Context) {
		mu.Lock()
		defer mu.Unlock()
		_, _ = db.ExecContext(c.Request.Context(), "update hits set n = n + 1") // want "held while this waits for a database query"
	}
}

// Who cannot have it goes away.
type prober struct {
	alone sync.Mutex
	db    *sql.DB
}

func (p *prober) probe(c *gin.Context) {
	if !p.alone.TryLock() {
		c.JSON(http.StatusConflict, gin.H{"error": "already running"})
		return
	}
	defer p.alone.Unlock()
	_ = p.db.PingContext(c.Request.Context())
	c.Status(http.StatusNoContent)
}

// Who tries goes away, but others wait.
type counter struct {
	mu sync.Mutex
	db *sql.DB
	n  int
}

func (k *counter) probe(c *gin.Context) {
	if !k.mu.TryLock() {
		c.Status(http.StatusConflict)
		return
	}
	defer k.mu.Unlock()
	_ = k.db.PingContext(context.Background()) // want "held while this waits for a database query"
	c.Status(http.StatusNoContent)
}

func (k *counter) add(c *gin.Context) {
	k.mu.Lock()
	k.n++
	k.mu.Unlock()
	c.Status(http.StatusNoContent)
}

// What waits for a timer sleeps.
func (k *counter) slowly(c *gin.Context) {
	k.mu.Lock()
	defer k.mu.Unlock()
	<-time.After(time.Second) // want "held while this waits for a sleep"
	c.JSON(http.StatusOK, k.n)
}
