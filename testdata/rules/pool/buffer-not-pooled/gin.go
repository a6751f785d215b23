package ginforms

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"text/template"

	"github.com/gin-gonic/gin"
)

type recorder struct {
	gin.ResponseWriter
	copied *bytes.Buffer
}

func (r *recorder) Write(p []byte) (int, error) {
	r.copied.Write(p)
	return r.ResponseWriter.Write(p)
}

func audit(sink io.Writer) gin.HandlerFunc {
	return func(c *gin.Context) {
		wrapped := &recorder{
			ResponseWriter: c.Writer,
			copied:         bytes.NewBufferString(""), // want "bytes.Buffer|bytes.NewBuffer"
		}
		c.Writer = wrapped
		c.Next()
		_, _ = sink.Write(wrapped.copied.Bytes())
	}
}

func auditLiteral(sink io.Writer) gin.HandlerFunc {
	return func(c *gin.Context) {
		wrapped := &recorder{copied: &bytes.Buffer{}, ResponseWriter: c.Writer} // want "bytes.Buffer"
		c.Writer = wrapped
		c.Next()
		_, _ = wrapped.copied.WriteTo(sink)
	}
}

type sale struct {
	Item  string
	Cents int64
}

func exportSales(c *gin.Context) {
	sheet := new(bytes.Buffer) // want "bytes.Buffer"
	rows := csv.NewWriter(sheet)
	for _, name := range c.QueryArray("item") {
		if err := rows.Write([]string{name, "1"}); err != nil {
			c.Status(http.StatusInternalServerError)
			return
		}
	}
	rows.Flush()
	c.Data(http.StatusOK, "text/csv", sheet.Bytes())
}

var receipt = template.Must(template.New("receipt").Parse("{{.Item}}: {{.Cents}}"))

func showReceipt(c *gin.Context) {
	var page bytes.Buffer // want "bytes.Buffer"
	if err := receipt.Execute(&page, sale{Item: c.Param("item"), Cents: 100}); err != nil {
		_ = c.Error(err)
		return
	}
	c.Data(http.StatusOK, "text/plain", page.Bytes())
}

func compressed(c *gin.Context) {
	packed := gzip.NewWriter(c.Writer) // want "gzip"
	defer packed.Close()
	_ = json.NewEncoder(packed).Encode(sale{Item: c.Param("item")})
}

func compressedWell(c *gin.Context) {
	packed, err := gzip.NewWriterLevel(c.Writer, gzip.BestSpeed) // want "gzip"
	if err != nil {
		c.AbortWithStatus(http.StatusInternalServerError)
		return
	}
	defer packed.Close()
	_, _ = io.WriteString(packed, strings.Repeat("x", 4096))
}

func download(c *gin.Context) {
	file, err := os.Open("catalog.bin")
	if err != nil {
		c.Status(http.StatusNotFound)
		return
	}
	defer file.Close()
	chunk := make([]byte, 64*1024) // want "make|byte"
	_, _ = io.CopyBuffer(c.Writer, file, chunk)
}

func lines(c *gin.Context) {
	count := 0
	input := bufio.NewReader(c.Request.Body) // want "bufio"
	for {
		if _, err := input.ReadString('\n'); err != nil {
			break
		}
		count++
	}
	c.JSON(http.StatusOK, gin.H{"lines": count})
}

// indent is hot because a handler calls it.
func indent(raw []byte) string {
	pretty := &bytes.Buffer{} // want "bytes.Buffer"
	if err := json.Indent(pretty, raw, "", "  "); err != nil {
		return string(raw)
	}
	return pretty.String()
}

func pretty(c *gin.Context) {
	raw, err := c.GetRawData()
	if err != nil {
		c.Status(http.StatusBadRequest)
		return
	}
	c.String(http.StatusOK, indent(raw))
}

func routes(engine *gin.Engine) {
	engine.Use(audit(os.Stderr), auditLiteral(os.Stderr))
	engine.GET("/sales", exportSales)
	engine.GET("/receipts/:item", showReceipt)
	engine.GET("/packed/:item", compressed)
	engine.GET("/best/:item", compressedWell)
	engine.GET("/catalog", download)
	engine.POST("/lines", lines)
	engine.POST("/pretty", pretty)
}
