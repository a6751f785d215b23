// Package cold makes its buffers where no request passes.
package cold

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"sync"

	"github.com/gin-gonic/gin"
)

var banner []byte

func init() {
	b := bytes.NewBuffer(nil)
	b.WriteString("shop 1.0")
	banner = b.Bytes()
}

var (
	once    sync.Once
	catalog []byte
)

func loadCatalog() {
	b := new(bytes.Buffer)
	_ = json.NewEncoder(b).Encode([]string{"tea", "coffee"})
	catalog = b.Bytes()
}

func showCatalog(c *gin.Context) {
	once.Do(loadCatalog)
	c.Data(http.StatusOK, gin.MIMEJSON, catalog)
}

var packedBanner = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(banner)
	_ = w.Close()
	return b.Bytes()
})

func showBanner(c *gin.Context) {
	c.Data(http.StatusOK, "application/gzip", packedBanner())
}

// The factory runs once; what it returns runs for every request.
func withTemplate(parts []string) gin.HandlerFunc {
	joined := bytes.NewBuffer(nil)
	for _, part := range parts {
		joined.WriteString(part)
	}
	head := joined.String()
	return func(c *gin.Context) {
		c.Header("X-Head", head)
		c.Next()
	}
}

func compressOnce(next http.Handler) http.Handler {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = io.WriteString(w, "static")
	_ = w.Close()
	static := b.Bytes()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/static" {
			_, _ = w.Write(static)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func main() {
	in := bufio.NewReader(os.Stdin)
	head, _ := in.ReadString('\n')
	engine := gin.New()
	engine.Use(withTemplate([]string{head}))
	engine.GET("/catalog", showCatalog)
	engine.GET("/banner", showBanner)
	_ = http.ListenAndServe("localhost:8080", compressOnce(engine))
}
