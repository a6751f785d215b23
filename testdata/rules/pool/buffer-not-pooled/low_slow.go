// Package lowslow makes its buffers for some requests only, beside what takes far
// longer, or a level below the handler: told on demand only.
package lowslow

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/png"
	"io"
	"net/http"
	"os"
	"strings"
	"text/template"

	"github.com/gin-gonic/gin"
)

func badge(c *gin.Context) {
	var picture bytes.Buffer // want "bytes.Buffer"
	_ = png.Encode(&picture, image.NewGray(image.Rect(0, 0, 400, 400)))
	c.JSON(http.StatusOK, gin.H{"png": base64.StdEncoding.EncodeToString(picture.Bytes())})
}

func export(c *gin.Context) {
	page, err := template.ParseFiles("page.tmpl")
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	var text bytes.Buffer // want "bytes.Buffer"
	_ = page.Execute(&text, c.Params)
	_ = os.WriteFile("page.html", text.Bytes(), 0o600)
}

func bundle(w http.ResponseWriter, _ *http.Request) {
	add := func(out *zip.Writer, name string) {
		if entry, err := out.Create(name); err == nil {
			_, _ = io.WriteString(entry, name)
		}
	}
	var packed bytes.Buffer // want "bytes.Buffer"
	out := zip.NewWriter(&packed)
	add(out, "readme")
	_ = out.Close()
	_, _ = packed.WriteTo(w)
}

func sometimes(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("pretty") != "" {
		indented := new(bytes.Buffer) // want "bytes.Buffer"
		_ = json.Indent(indented, []byte("{}"), "", " ")
		_, _ = indented.WriteTo(w)
		return
	}
	switch r.Method {
	case http.MethodOptions:
		text := &bytes.Buffer{}
		_ = json.NewEncoder(text).Encode(r.Header)
		_, _ = text.WriteTo(w)
	}
}

// One for each message of a stream, made by whoever calls the literal.
func stream(w http.ResponseWriter, r *http.Request) {
	encode := func(v any) string {
		var line bytes.Buffer // want "bytes.Buffer"
		_ = json.NewEncoder(&line).Encode(v)
		return line.String()
	}
	relay(r, func(v any) { _, _ = io.WriteString(w, encode(v)) })
}

func relay(r *http.Request, send func(any)) { send(r.URL.Path) }

func escape(text string) string {
	var escaped bytes.Buffer // want "bytes.Buffer"
	template.HTMLEscape(&escaped, []byte(text))
	return escaped.String()
}

func greet(c *gin.Context) { c.String(http.StatusOK, strings.ToUpper(escape(c.Param("name")))) }

func routes(engine *gin.Engine) {
	engine.GET("/badge", badge)
	engine.GET("/export", export)
	engine.GET("/greet/:name", greet)
	http.HandleFunc("/bundle", bundle)
	http.HandleFunc("/sometimes", sometimes)
	http.HandleFunc("/stream", stream)
}

func terminal(w http.ResponseWriter, _ *http.Request) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		w.WriteHeader(http.StatusNotImplemented)
		return
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		return
	}
	defer func() { _ = conn.Close() }()
	lines := bufio.NewReader(conn)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return
		}
		_, _ = io.WriteString(conn, line)
	}
}
