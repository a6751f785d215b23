// does-not-compile: the package of the client is not here

// Package texts asks by a client that nobody knows, whose answers are texts.
package texts

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"log"
	"net/http"

	"example.org/absent/platform"
)

type asker struct {
	api platform.Client
	out io.Writer
}

func (a *asker) request(url string) *http.Request {
	req, _ := http.NewRequest(http.MethodGet, url, nil)
	return req
}

func (a *asker) decoded(url string, into any) error {
	resp, err := a.api.Do(a.request(url))
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	return json.NewDecoder(bytes.NewReader(resp.Body)).Decode(into)
}

func (a *asker) logged(url string) error {
	resp, err := a.api.Do(a.request(url))
	if err != nil {
		return err
	}
	log.Printf("%d: %s", resp.StatusCode, resp.Body)
	return nil
}

func (a *asker) written(url string) error {
	resp, err := a.api.Do(a.request(url))
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	_, err = a.out.Write(resp.Body)
	return err
}

func (a *asker) unpacked(url string, into any) error {
	resp, err := a.api.Do(a.request(url))
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	return xml.Unmarshal(resp.Body, into)
}

func (a *asker) parsed(url string) error {
	resp, err := a.api.Do(a.request(url))
	if err != nil {
		return err
	}
	return parse(resp.Body, resp.StatusCode)
}

func parse(body []byte, status int) error {
	if status != http.StatusOK || len(body) == 0 {
		return errors.New("nothing there")
	}
	return nil
}

func (a *asker) chosen(url string) error {
	resp, err := a.api.Do(a.request(url))
	if err != nil || resp.StatusCode != http.StatusOK {
		return err
	}
	switch resp.Body {
	case "yes":
		return nil
	}
	return errors.New("no")
}
