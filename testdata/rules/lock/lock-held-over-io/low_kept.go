// Shown with --pedantic only.
package kept

import (
	"database/sql"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// What is asked for once in a while, and kept.
type checked struct {
	mu   sync.Mutex
	db   *sql.DB
	at   time.Time
	fine bool
}

func (k *checked) healthy(c *gin.Context) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fine && time.Since(k.at) < time.Minute {
		c.Status(http.StatusOK)
		return
	}
	k.fine = k.db.PingContext(c.Request.Context()) == nil // want "held while this waits for a database query"
	k.at = time.Now()
	c.Status(http.StatusOK)
}

type named struct {
	mu   sync.Mutex
	db   *sql.DB
	name string
}

func (n *named) show(c *gin.Context) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.name == "" {
		_ = n.db.QueryRow("select current_database()").Scan(&n.name) // want "held while this waits for a database query"
	}
	c.String(http.StatusOK, n.name)
}

// Asked for once, as long as there is an answer.
type challenged struct {
	mu    sync.Mutex
	store map[string][]string
	seen  int
}

func (v *challenged) known(host string) []string { return v.store[host] }

func (v *challenged) establish(c *gin.Context) {
	v.mu.Lock()
	defer v.mu.Unlock()
	challenges := v.known(c.Param("host"))
	if len(challenges) > 0 {
		return
	}
	resp, err := http.Get("https://example.com/") // want "held while this waits for an HTTP request"
	if err != nil {
		return
	}
	defer resp.Body.Close()
	v.store[c.Param("host")] = resp.Header["Www-Authenticate"]
}
