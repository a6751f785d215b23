// does-not-compile: the packages it imports are not here
package unknown

import (
	"errors"
	"io"

	"example.org/shop/internal/api"
	"example.org/shop/internal/web"
)

type service struct{ client *api.Client }

func (s *service) read(url string) ([]byte, error) {
	resp, err := web.Get(url) // want "never closed"
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != 200 {
		return nil, errors.New("not found")
	}
	return io.ReadAll(resp.Body)
}

func (s *service) post(body io.Reader) error {
	resp, err := s.client.Pool().Do(body) // want "not closed on every path"
	if err != nil {
		return err
	}
	if resp.StatusCode >= 400 {
		return errors.New(resp.Status)
	}
	return resp.Body.Close()
}

// Body is a method here: who knows what this is.
func (s *service) text(url string) (string, error) {
	resp, err := s.client.Rest().Get(url)
	if err != nil || resp.StatusCode() != 200 {
		return "", err
	}
	return string(resp.Body()), nil
}

func (s *service) closed(url string) (int, error) {
	resp, err := web.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return resp.StatusCode, nil
}

// It reads the body for its callers and closes it, as far as one can tell.
func (s *service) decoded(url string, into any) error {
	resp, err := web.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 {
		return web.Fail(resp)
	}
	return web.Decode(resp.Body, into)
}

// Answers of mail services have their body as a text.
func (s *service) mail(to string) error {
	resp, err := s.client.Mail().Send(to)
	if err != nil {
		return err
	}
	if resp.StatusCode != 202 {
		return errors.New(resp.Body)
	}
	return nil
}

func (s *service) described(url string) (string, error) {
	answer, err := s.client.Rest().Get(url)
	if err != nil || answer.StatusCode != 200 {
		return "", err
	}
	return string(answer.Body), nil
}
