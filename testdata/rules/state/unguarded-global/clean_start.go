// Package start sets its variables once: through a named function that a sync.Once
// calls, or before anything is served.
package start

import (
	"embed"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
)

//go:embed clean_start.go
var files embed.FS

var (
	schemas map[string][]byte
	loading sync.Once
	failed  error
)

// The literal has a name first.
func load() error {
	read := func() error {
		schemas = make(map[string][]byte)
		text, err := files.ReadFile("clean_start.go")
		schemas["all"] = text
		return err
	}
	loading.Do(func() { failed = read() })
	return failed
}

func showSchemas(c *gin.Context) {
	if err := load(); err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Data(http.StatusOK, gin.MIMEJSON, schemas["all"])
}

// A type that has a method of the same name, but not all that the interface asks for.
type dialer interface {
	closer
	Connect()
}

type closer interface{ Close() error }

type purger struct{}

var connected bool

func (purger) Connect() { connected = true }

func dials(d dialer) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		d.Connect()
		w.WriteHeader(http.StatusOK)
	}
}

func main() {
	purger{}.Connect()
	http.HandleFunc("/dial", dials(nil))
	engine := gin.New()
	engine.GET("/schemas", showSchemas)
	_ = engine.Run("localhost:8080")
}
