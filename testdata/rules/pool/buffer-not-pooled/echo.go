package echoforms

import (
	"bytes"
	"encoding/xml"
	"log"
	"net/http"

	"github.com/labstack/echo/v4"
)

func logLine(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		line := bytes.NewBuffer(nil) // want "bytes.Buffer|bytes.NewBuffer"
		line.WriteString(c.Path())
		err := next(c)
		log.Println(line.String(), err)
		return err
	}
}

type feed struct {
	XMLName xml.Name `xml:"feed"`
	Title   string   `xml:"title"`
}

func showFeed(c echo.Context) error {
	var document bytes.Buffer // want "bytes.Buffer"
	document.WriteString(xml.Header)
	if err := xml.NewEncoder(&document).Encode(feed{Title: c.QueryParam("title")}); err != nil {
		return err
	}
	return c.Blob(http.StatusOK, echo.MIMEApplicationXML, document.Bytes())
}

func start() error {
	e := echo.New()
	e.Use(logLine)
	e.GET("/feed", showFeed)
	return e.Start(":8080")
}
