// Package wrapped puts readers around bytes that are there already.
package wrapped

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

func restoreBody(c *gin.Context) {
	body, err := io.ReadAll(c.Request.Body) // want body-captured-unbounded:"whole request body"
	if err != nil {
		c.AbortWithStatus(http.StatusBadRequest)
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewBuffer(body))
	c.Next()
}

func restoreWithReader(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // want body-read-unbounded:"whole request body"
	r.Body = io.NopCloser(bytes.NewReader(body))
	_, _ = w.Write(body)
}

func fromText(c *gin.Context) {
	text := bytes.NewBufferString(c.Query("text"))
	var words []string
	for {
		word, err := text.ReadString(' ')
		words = append(words, word)
		if err != nil {
			break
		}
	}
	c.JSON(http.StatusOK, words)
}

func decodeText(c *gin.Context) {
	var into map[string]any
	if err := json.NewDecoder(bytes.NewBufferString(c.PostForm("json"))).Decode(&into); err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.JSON(http.StatusOK, into)
}

func builder(c *gin.Context) {
	var out strings.Builder
	for _, name := range c.QueryArray("name") {
		fmt.Fprintf(&out, "%s;", name)
	}
	c.String(http.StatusOK, out.String())
}

func scanner(c *gin.Context) {
	lines := bufio.NewScanner(c.Request.Body)
	count := 0
	for lines.Scan() {
		count++
	}
	c.JSON(http.StatusOK, count)
}

func smallSlice(c *gin.Context) {
	head := make([]byte, 512)
	n, _ := io.ReadFull(c.Request.Body, head)
	c.String(http.StatusOK, http.DetectContentType(head[:n]))
}

func sizedByRequest(w http.ResponseWriter, r *http.Request) {
	ids := make([]int64, 0, len(r.URL.Query()))
	keys := make([]byte, len(r.URL.Path))
	copy(keys, r.URL.Path)
	_ = json.NewEncoder(w).Encode(append(ids, int64(len(keys))))
}

func noBuffer(c *gin.Context) {
	var none *bytes.Buffer
	if none != nil {
		c.Status(http.StatusTeapot)
		return
	}
	c.Status(http.StatusNoContent)
}

// local is this package's own, with the names of the real one.
type local struct{}

func (local) NewBuffer([]byte) *strings.Reader { return strings.NewReader("") }

func shadowed(c *gin.Context) {
	var bytes local
	_, _ = io.Copy(c.Writer, bytes.NewBuffer(nil))
}

func routes(engine *gin.Engine) {
	engine.Use(restoreBody)
	engine.GET("/text", fromText)
	engine.POST("/decode", decodeText)
	engine.GET("/builder", builder)
	engine.POST("/scan", scanner)
	engine.POST("/sniff", smallSlice)
	engine.GET("/none", noBuffer)
	engine.GET("/shadow", shadowed)
	http.HandleFunc("/restore", restoreWithReader)
	http.HandleFunc("/sized", sizedByRequest)
}
